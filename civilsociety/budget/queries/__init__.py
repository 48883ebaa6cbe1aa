"""What the ledger says: one function for each published figure. See the files."""

from civilsociety.budget.queries.breakdowns import (
    Row,
    by_head,
    by_objective,
    by_source,
    by_year,
)
from civilsociety.budget.queries.figures import FIGURE_NAMES, Figures, entries_behind, figures
from civilsociety.budget.queries.lines import (
    commitment_legs,
    held_under,
    lines_of,
    promised_under,
    reservation_legs,
    sources_of,
    unallocated_head,
    year_after,
)
from civilsociety.budget.queries.proof import Difference, differences
from civilsociety.budget.queries.running import running
from civilsociety.budget.queries.year_end import OpenItem, open_items

__all__ = [
    "FIGURE_NAMES",
    "Difference",
    "Figures",
    "OpenItem",
    "Row",
    "by_head",
    "by_objective",
    "by_source",
    "by_year",
    "commitment_legs",
    "differences",
    "entries_behind",
    "figures",
    "held_under",
    "lines_of",
    "open_items",
    "promised_under",
    "reservation_legs",
    "running",
    "sources_of",
    "unallocated_head",
    "year_after",
]
