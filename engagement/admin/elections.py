"""In the admin: elections by the sector."""
