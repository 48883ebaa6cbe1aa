"""Officers' pages on what was heard."""
