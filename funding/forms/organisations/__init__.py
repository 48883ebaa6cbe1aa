"""The forms in which an organisation tells us of itself, and officers check it."""
