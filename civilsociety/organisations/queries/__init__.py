"""Finding organisations that are likely the same, and everything that points at one."""

from civilsociety.organisations.queries.likeness import Likely, find_likely
from civilsociety.organisations.queries.merging import MergedField, merged_fields, what_moves

__all__ = ["Likely", "MergedField", "find_likely", "merged_fields", "what_moves"]
