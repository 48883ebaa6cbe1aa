"""What is asked about the standing conversation."""
