"""Forms: conversations kept as evidence."""
