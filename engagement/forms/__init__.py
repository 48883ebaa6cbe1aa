"""Forms of the standing conversation."""
