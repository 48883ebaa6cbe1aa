"""Form template pack, widgets, tags; no domain word."""
