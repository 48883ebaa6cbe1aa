"""Forms of notices, offers, letters, awards and conditions."""
