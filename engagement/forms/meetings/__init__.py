"""Forms: meetings and what they ask for."""
