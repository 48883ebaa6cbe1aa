"""Pages about decisions: for everybody, and for those who prepare and take them."""
