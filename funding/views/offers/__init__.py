"""Pages of notices, offers, outcomes and letters."""
