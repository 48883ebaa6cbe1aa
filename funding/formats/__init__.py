"""The files that funding reads and writes."""
