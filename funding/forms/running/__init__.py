"""What is asked of officers and grant holders while an award runs."""
