"""What templates of engagement ask for."""
