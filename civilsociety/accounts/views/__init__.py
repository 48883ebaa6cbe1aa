"""Pages: signing in, one's own account, people and roles, the record, the post box."""
