"""When something may be done, and by whom."""
