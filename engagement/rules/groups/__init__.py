"""When a group, a seat, a term or an interest may be begun, changed or ended."""

from engagement.rules.groups.groups import (
    can_close_group,
    check_can_change_group,
    check_can_close_group,
    check_same_revision,
)
from engagement.rules.groups.rotation import check_rotation
from engagement.rules.groups.seats import (
    can_abolish_seat,
    check_can_abolish_seat,
    check_can_add_seat,
    check_can_change_seat,
)
from engagement.rules.groups.terms import (
    check_can_appoint,
    check_can_end_term,
    check_can_extend,
    check_can_renew,
    check_own_term,
)

__all__ = [
    "can_abolish_seat",
    "can_close_group",
    "check_can_abolish_seat",
    "check_can_add_seat",
    "check_can_appoint",
    "check_can_change_group",
    "check_can_change_seat",
    "check_can_close_group",
    "check_can_end_term",
    "check_can_extend",
    "check_can_renew",
    "check_own_term",
    "check_rotation",
    "check_same_revision",
]
