"""One document, rendered as page, PDF, Word and tables."""
