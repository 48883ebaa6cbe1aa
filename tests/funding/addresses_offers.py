"""Who may open the addresses of awards, offers and letters."""

ROWS = {}
