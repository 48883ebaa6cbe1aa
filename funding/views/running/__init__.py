"""Pages of an award that runs: for its grant holder, and officers' lists."""
