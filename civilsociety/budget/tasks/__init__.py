"""What the worker does for the ledger."""

from civilsociety.budget.tasks import ledger

__all__ = ["ledger"]
