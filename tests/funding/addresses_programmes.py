"""Who may open the addresses of programmes, their calls, their prospectus and alerts."""

ROWS = {}
