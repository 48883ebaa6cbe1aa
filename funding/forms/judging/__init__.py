"""Forms of the gate, of assessors and officers, and of panels."""
