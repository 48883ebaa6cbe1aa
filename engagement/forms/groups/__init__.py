"""Forms: groups and the people on them."""
