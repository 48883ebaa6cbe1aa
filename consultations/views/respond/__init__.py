"""Pages of answering: from the first page to the receipt, and back again until closing."""
