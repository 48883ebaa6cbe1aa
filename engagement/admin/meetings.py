"""In the admin: meetings and what they ask for."""
