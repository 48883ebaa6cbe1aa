"""Commands of consultations."""
