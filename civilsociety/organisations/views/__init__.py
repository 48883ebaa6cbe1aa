"""The officers' pages about organisations."""
