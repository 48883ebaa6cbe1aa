"""What an organisation gives once: its own pages."""
