"""What is asked about writing an application."""
