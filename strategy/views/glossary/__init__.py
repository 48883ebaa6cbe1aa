"""Pages: glossary."""
