"""Who may open the addresses of regrants through a partner and commissioned pilots."""

ROWS = {}
