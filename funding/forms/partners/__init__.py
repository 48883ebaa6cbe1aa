"""Forms about regrants through a partner and commissioned pilots."""
