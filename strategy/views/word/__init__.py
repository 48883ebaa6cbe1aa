"""Pages: word."""
