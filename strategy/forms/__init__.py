"""Forms about strategies."""
