"""Groups we know, and the people in them."""
