"""When a consultation may be prepared, launched, corrected, extended, cancelled."""

from consultations.rules.prepare.checklist import (
    Check,
    check_can_launch,
    check_can_override,
    checklist,
)
from consultations.rules.prepare.moves import (
    EDITABLE_WHILE_LAUNCHED,
    RESERVED_SLUGS,
    can_cancel,
    can_edit,
    can_extend,
    can_publish_wording,
    check_can_cancel,
    check_can_edit,
    check_can_extend,
    check_can_handle,
    check_can_publish_wording,
    check_can_take_slug,
    check_can_write_questionnaire,
    unlike,
)

__all__ = [
    "EDITABLE_WHILE_LAUNCHED",
    "RESERVED_SLUGS",
    "Check",
    "can_cancel",
    "can_edit",
    "can_extend",
    "can_publish_wording",
    "check_can_cancel",
    "check_can_edit",
    "check_can_extend",
    "check_can_handle",
    "check_can_launch",
    "check_can_override",
    "check_can_publish_wording",
    "check_can_take_slug",
    "check_can_write_questionnaire",
    "checklist",
    "unlike",
]
