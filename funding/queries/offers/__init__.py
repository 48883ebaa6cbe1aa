"""What is asked about awards, offers and letters."""
