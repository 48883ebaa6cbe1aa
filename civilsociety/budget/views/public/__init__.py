"""What anybody may read about the framework's money."""
