"""What is read about consultations."""
