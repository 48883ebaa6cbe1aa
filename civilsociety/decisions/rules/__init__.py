"""When a decision may be changed, published, corrected, superseded, called in, or spent under."""

from civilsociety.decisions.rules.key import KeyTest, key_test
from civilsociety.decisions.rules.notices import (
    can_publish_notice,
    can_withdraw_notice,
    check_can_change_notice,
    check_can_publish_notice,
    check_can_withdraw_notice,
    check_notice_covers,
)
from civilsociety.decisions.rules.publishing import (
    can_change,
    can_publish,
    check_can_change,
    check_can_publish,
    proposed_effect,
    why_not_publish,
)
from civilsociety.decisions.rules.spending import (
    can_spend_under,
    check_can_draw_under,
    check_can_spend_under,
)
from civilsociety.decisions.rules.standing import (
    can_call_in,
    can_correct,
    can_supersede,
    check_can_answer_call_in,
    check_can_call_in,
    check_can_correct,
    check_can_supersede,
)

__all__ = [
    "KeyTest",
    "can_call_in",
    "can_change",
    "can_correct",
    "can_publish",
    "can_publish_notice",
    "can_spend_under",
    "can_supersede",
    "can_withdraw_notice",
    "check_can_answer_call_in",
    "check_can_call_in",
    "check_can_change",
    "check_can_change_notice",
    "check_can_correct",
    "check_can_draw_under",
    "check_can_publish",
    "check_can_publish_notice",
    "check_can_spend_under",
    "check_can_supersede",
    "check_can_withdraw_notice",
    "check_notice_covers",
    "key_test",
    "proposed_effect",
    "why_not_publish",
]
