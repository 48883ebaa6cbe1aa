"""What is asked about the gate, assessment and panels."""
