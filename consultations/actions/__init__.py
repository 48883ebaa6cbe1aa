"""What people do with consultations."""
