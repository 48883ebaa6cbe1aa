"""What is asked about conversations kept as evidence."""
