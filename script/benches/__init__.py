"""One file for each bench; `measure()` returns the rows of its table (see script/bench.py)."""
