"""What people do: glossary."""
