"""What the council says and promises."""
