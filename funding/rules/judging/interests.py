"""Interests: whoever declared one has no part in that bid."""

from functools import partial

from civilsociety.accounts.permissions import Permission
from civilsociety.refusal import Refused, allows
from funding.models import Conflict

NOT_YOURS = (
    "You declared an interest in this bid, so you have no part in it. Another officer does this."
)
NOT_YOUR_ROUND = (
    "You declared an interest in a bid of this round, so its ranks are not shown to you. Another "
    "officer does this."
)


def check_no_interest(application, *, by):
    """Raises Refused for somebody with an interest in this bid."""
    if application.conflicts.filter(person=by, withdrawn_at=None).exists():
        raise Refused(NOT_YOURS)


def check_no_interest_in_round(call, *, by):
    """Raises Refused for somebody with an interest in any bid of the round: ranks would tell."""
    mine = Conflict.objects.filter(application__call=call, person=by, withdrawn_at=None)
    if mine.exists():
        raise Refused(NOT_YOUR_ROUND)


def check_can_declare(application, *, by, interest):
    """Raises Refused for an interest without words, or one that is declared already."""
    if not interest.strip():
        raise Refused("Say what the interest is, in a few words.")
    if application.submitted_at is None:
        raise Refused("This application was not sent yet, so nobody judges it.")
    if application.conflicts.filter(person=by, withdrawn_at=None).exists():
        raise Refused("You have declared an interest in this bid already.")


def check_can_withdraw_interest(conflict, *, by, why="-"):
    """Raises Refused unless another funding officer, without an interest, says why."""
    if conflict.withdrawn_at:
        raise Refused("This declaration was withdrawn already.")
    if by.pk == conflict.person_id:
        raise Refused("You declared this yourself. Another funding officer withdraws it.")
    if not by.may(Permission.MANAGE_FUNDING):
        raise Refused("A funding officer withdraws a declaration.")
    check_no_interest(conflict.application, by=by)
    if not why.strip():
        raise Refused("Say why the interest no longer stands: it is kept with the declaration.")


can_declare = partial(allows, check_can_declare)
can_withdraw_interest = partial(allows, check_can_withdraw_interest)
