"""Who may open the addresses of writing an application."""

ROWS = {}
