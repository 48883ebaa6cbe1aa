"""The officers' face of the ledger: looked at, searched, and moved by acts. Never edited."""

from civilsociety.budget.admin import framework, ledger, promises, proposals, records

__all__ = ["framework", "ledger", "promises", "proposals", "records"]
