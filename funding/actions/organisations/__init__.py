"""What an organisation tells us once, and what officers say of it."""

from funding.actions.organisations.bank import (
    check_account,
    enter_account,
    open_numbers,
    refuse_account,
    verify_account,
)
from funding.actions.organisations.documents import (
    check_document,
    give_document,
    not_accept_document,
)
from funding.actions.organisations.merging import move_accounts, move_documents, move_profile
from funding.actions.organisations.profile import save_profile, say_still_right

__all__ = [
    "check_account",
    "check_document",
    "enter_account",
    "give_document",
    "move_accounts",
    "move_documents",
    "move_profile",
    "not_accept_document",
    "open_numbers",
    "refuse_account",
    "save_profile",
    "say_still_right",
    "verify_account",
]
