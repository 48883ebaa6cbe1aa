"""Pages of comparisons, of what changed and why, and of those who say why."""
