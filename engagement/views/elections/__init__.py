"""Pages: elections by the sector."""
