"""What people do with decisions and with the notices before them."""

from civilsociety.decisions.actions.belongings import (
    add_authority,
    add_comment,
    add_paper,
    remove_authority,
    remove_comment,
    remove_paper,
    withdraw_paper,
)
from civilsociety.decisions.actions.notices import (
    change_notice,
    discard_notice,
    publish_notice,
    start_notice,
    withdraw_notice,
)
from civilsociety.decisions.actions.preparing import (
    change,
    discard,
    give_to_maker,
    name_purpose,
    start,
)
from civilsociety.decisions.actions.publishing import publish
from civilsociety.decisions.actions.standing import (
    answer_call_in,
    call_in,
    correct,
    supersede,
)

__all__ = [
    "add_authority",
    "add_comment",
    "add_paper",
    "answer_call_in",
    "call_in",
    "change",
    "change_notice",
    "correct",
    "discard",
    "discard_notice",
    "give_to_maker",
    "name_purpose",
    "publish",
    "publish_notice",
    "remove_authority",
    "remove_comment",
    "remove_paper",
    "start",
    "start_notice",
    "supersede",
    "withdraw_notice",
    "withdraw_paper",
]
