"""When bids may be checked, drawn, scored, moderated, put before a panel and decided."""
