"""What may be written, moved and taken out of a text, and by whom, now."""

from strategy.rules.editing.anchors import (
    anchor_for,
    can_change_anchor,
    check_anchor,
    check_can_change_anchor,
)
from strategy.rules.editing.outline import Node, moved, placed, standings, ways_of, without
from strategy.rules.editing.versions import (
    can_start_revision,
    check_can_start_revision,
    state_of_revision,
)
from strategy.rules.editing.writing import (
    Held,
    can_write_beside,
    check_nobody_else_writes,
    check_nobody_writes_in,
    is_held_by_another,
    since,
)

__all__ = [
    "Held",
    "Node",
    "anchor_for",
    "can_change_anchor",
    "can_start_revision",
    "can_write_beside",
    "check_anchor",
    "check_can_change_anchor",
    "check_can_start_revision",
    "check_nobody_else_writes",
    "check_nobody_writes_in",
    "is_held_by_another",
    "moved",
    "placed",
    "since",
    "standings",
    "state_of_revision",
    "ways_of",
    "without",
]
