"""What is asked about how a text came about."""
