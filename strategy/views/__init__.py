"""Pages about strategies: for everybody, for members who read drafts, for officers."""
