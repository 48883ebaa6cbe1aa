"""What is asked about redline."""
