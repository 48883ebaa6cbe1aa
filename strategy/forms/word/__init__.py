"""Forms: word."""
