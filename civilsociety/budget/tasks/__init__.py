"""What the worker does for the ledger."""

from civilsociety.budget.tasks import ledger, statements

__all__ = ["ledger", "statements"]
