"""The framework ledger."""
