"""What is asked about groups and the people on them."""
