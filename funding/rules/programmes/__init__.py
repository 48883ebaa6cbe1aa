"""What may be done with programmes, calls and their forms, and why not."""

from funding.rules.programmes.belongings import (
    check_can_change_criteria,
    check_can_remove_criterion,
    check_can_remove_indicator,
)
from funding.rules.programmes.calls import (
    IN_ROUNDS,
    can_cancel,
    check_can_add_call,
    check_can_cancel,
    check_can_change_call,
    check_can_close_round,
    check_can_extend,
    check_can_publish_call,
    check_can_remove_call,
    check_dates,
    check_new_dates,
    missing_from_call,
)
from funding.rules.programmes.programmes import (
    check_address_is_free,
    check_authority_fits,
    check_can_change_terms,
    check_can_end,
    check_can_publish,
    check_can_reopen,
    missing_from_programme,
)
from funding.rules.programmes.questions import check_can_change_form, check_question

__all__ = [
    "IN_ROUNDS",
    "can_cancel",
    "check_address_is_free",
    "check_authority_fits",
    "check_can_add_call",
    "check_can_cancel",
    "check_can_change_call",
    "check_can_change_criteria",
    "check_can_change_form",
    "check_can_change_terms",
    "check_can_close_round",
    "check_can_end",
    "check_can_extend",
    "check_can_publish",
    "check_can_publish_call",
    "check_can_remove_call",
    "check_can_remove_criterion",
    "check_can_remove_indicator",
    "check_can_reopen",
    "check_dates",
    "check_new_dates",
    "check_question",
    "missing_from_call",
    "missing_from_programme",
]
