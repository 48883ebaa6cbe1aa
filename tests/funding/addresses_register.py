"""Who may open the addresses of the public register, its files and evaluations."""

ROWS = {}
