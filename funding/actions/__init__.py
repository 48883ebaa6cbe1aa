"""Everything people do in funding."""
