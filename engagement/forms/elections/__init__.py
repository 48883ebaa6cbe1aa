"""Forms: elections by the sector."""
