"""Pages: conversations kept as evidence."""
