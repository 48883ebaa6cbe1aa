"""What the pages about decisions ask for."""
