"""Pages around the answering: what the public reads first, what officers prepare."""
