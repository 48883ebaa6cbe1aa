"""What people do with their response, from the first word to its withdrawal."""

from consultations.actions.respond.change import change
from consultations.actions.respond.drafts import (
    begin_change,
    give_up,
    mail_way_back,
    make_code,
    save_details,
    save_page,
)
from consultations.actions.respond.submit import Submission, enter, submit
from consultations.actions.respond.withdraw import withdraw

__all__ = [
    "Submission",
    "begin_change",
    "change",
    "enter",
    "give_up",
    "mail_way_back",
    "make_code",
    "save_details",
    "save_page",
    "submit",
    "withdraw",
]
