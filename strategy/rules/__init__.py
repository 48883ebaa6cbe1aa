"""When something may be done with a strategy."""

from strategy.rules.versions import (
    can_change,
    can_move,
    check_can_adopt,
    check_can_change,
    check_can_move,
)

__all__ = ["can_change", "can_move", "check_can_adopt", "check_can_change", "check_can_move"]
