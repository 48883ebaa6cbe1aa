"""Who decided what, why, on which papers."""
