"""Who may open the addresses of crowdfunded projects and pledges."""

ROWS = {}
