"""Money offered, sought, awarded, paid and evaluated."""
