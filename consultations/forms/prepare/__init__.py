"""Forms around the answering: what visitors ask for, what officers prepare."""
