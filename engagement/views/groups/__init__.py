"""Pages: groups and the people on them."""
