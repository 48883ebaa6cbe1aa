"""What people do: meetings planned, held, minuted; actions followed to their end."""
