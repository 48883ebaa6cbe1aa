"""Who may open the addresses of payments, reports, variations and money that comes back."""

ROWS = {}
