"""What people do: elections by the sector."""
