"""Pages of objectives, measures, actions from elsewhere and reports on progress."""
