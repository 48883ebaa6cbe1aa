"""Officers’ pages of the gate, of assessment and of panels."""
