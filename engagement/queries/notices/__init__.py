"""What is asked about messages to members."""
