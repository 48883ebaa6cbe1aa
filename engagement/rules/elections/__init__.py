"""What is allowed: elections by the sector."""
