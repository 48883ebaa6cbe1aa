"""In the admin: groups and the people on them."""
