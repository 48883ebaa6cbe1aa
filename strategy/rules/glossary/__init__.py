"""What is allowed: glossary."""
