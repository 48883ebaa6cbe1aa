"""Who may open the addresses of the gate, assessment and panels."""

ROWS = {}
