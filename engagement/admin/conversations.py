"""In the admin: conversations kept as evidence."""
