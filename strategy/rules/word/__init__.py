"""What is allowed: word."""
