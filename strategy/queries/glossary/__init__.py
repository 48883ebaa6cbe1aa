"""What is asked about glossary."""
