"""Forms: redline."""
