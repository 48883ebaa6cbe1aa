"""What happened and who did it; long jobs and how far they are."""
