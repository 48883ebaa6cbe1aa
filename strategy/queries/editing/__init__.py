"""What is asked about editing."""
