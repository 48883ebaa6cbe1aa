"""When a change may be explained."""

from strategy.rules.redline.explaining import (
    LONGEST_TEXT,
    LONGEST_WORDS,
    can_explain,
    can_withdraw,
    check_can_explain,
    check_can_withdraw,
)

__all__ = [
    "LONGEST_TEXT",
    "LONGEST_WORDS",
    "can_explain",
    "can_withdraw",
    "check_can_explain",
    "check_can_withdraw",
]
