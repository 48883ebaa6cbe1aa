"""What may happen to an award that runs, and in what proportion to its size."""
