"""Forms: glossary."""
