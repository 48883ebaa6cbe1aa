"""Pages: meetings and what they ask for."""
