"""The standing conversation with the sector."""
