"""What is asked about the public register, its files and evaluations."""
