"""Pages about the framework's money."""
