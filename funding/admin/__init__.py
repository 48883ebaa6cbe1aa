"""The officers' face of funding: lists to search and take away, a page for each row, acts on it.

Nothing is edited in place: every change is an act with its own page and its rule.
"""

from funding.admin import (
    crowd,
    judging,
    offers,
    organisations,
    partners,
    programmes,
    register,
    running,
)

__all__ = [
    "crowd",
    "judging",
    "offers",
    "organisations",
    "partners",
    "programmes",
    "register",
    "running",
]
