"""Forms of the public register and of evaluations."""
