"""Forms of objectives, measures, readings, actions from elsewhere and reports on progress."""
