"""What is asked about regrants through a partner and commissioned pilots."""
