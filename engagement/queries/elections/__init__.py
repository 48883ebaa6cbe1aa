"""What is asked about elections by the sector."""
