"""What a partner may bring in of its own awards, and what a pilot's partner may give us."""
