"""Pages of regrants through a partner and of commissioned pilots."""
