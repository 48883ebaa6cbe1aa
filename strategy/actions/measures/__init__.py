"""What people do with objectives, measures, readings, actions from elsewhere and reports."""
