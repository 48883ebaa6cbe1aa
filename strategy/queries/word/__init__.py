"""What is asked about word."""
