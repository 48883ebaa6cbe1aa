"""Pages of the public register, its files, and evaluations."""
