"""What may be done, by whom, and when."""
