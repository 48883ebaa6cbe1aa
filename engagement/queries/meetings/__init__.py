"""What is asked about meetings and what they ask for."""
