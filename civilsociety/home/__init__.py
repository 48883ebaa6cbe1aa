"""Front page, officers' desk and the pages about the service."""
