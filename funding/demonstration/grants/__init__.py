"""The Strategic Recovery Fund as a grant round of our own: one round decided, one open."""

from funding.demonstration.grants.load import load

__all__ = ["load"]
