"""What people do with an application until it is sent, and when they take it back."""

from funding.actions.applying.files import give_file, take_file_out
from funding.actions.applying.parting import let_go
from funding.actions.applying.people import (
    ask_for_signature,
    hand_over,
    invite,
    join,
    leave,
    remove,
)
from funding.actions.applying.sending import give_feedback, submit, withdraw
from funding.actions.applying.signing import sign
from funding.actions.applying.starting import name_organisation, start
from funding.actions.applying.writing import Clash, save_part

__all__ = [
    "Clash",
    "ask_for_signature",
    "give_feedback",
    "give_file",
    "hand_over",
    "invite",
    "join",
    "leave",
    "let_go",
    "name_organisation",
    "remove",
    "save_part",
    "sign",
    "start",
    "submit",
    "take_file_out",
    "withdraw",
]
