"""Files and pasted text that the ledger reads."""
