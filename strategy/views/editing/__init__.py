"""Pages on which officers write a draft."""
