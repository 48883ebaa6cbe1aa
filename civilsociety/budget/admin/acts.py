"""What a person can do next from a page: each act with its address, or with why not now."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from civilsociety.budget import rules
from civilsociety.budget.admin.rights import HOLDERS, MOVERS, PROPOSERS, holds
from civilsociety.budget.rules.promises import check_is_held
from civilsociety.refusal import Refused

NOT_YOURS = {
    MOVERS: "A funding officer does this.",
    HOLDERS: "The budget holder does this.",
    PROPOSERS: "A funding officer or the budget holder proposes this.",
}
CLOSED = "The year is closed. Propose to reopen it first."


@dataclass(frozen=True)
class Act:
    """One thing that can be done; `refused` says why not, and then there is no link."""

    label: str
    url: str = ""
    refused: str = ""


def act(user, allowed, label, name, refused="", pk=None, **asked):
    """The act for this person: a link, or the reason why it is not theirs or not now."""
    if not holds(user, allowed):
        return Act(label, refused=NOT_YOURS[allowed])
    if refused:
        return Act(label, refused=refused)
    query = urlencode(asked)
    address = reverse(f"admin:budget_{name}", args=[pk] if pk else [])
    return Act(label, f"{address}?{query}" if query else address)


def acts_for_anybody(user):
    """What starts from nothing: the acts on the admin's first page."""
    return [
        act(user, MOVERS, "Reserve for a panel", "reserve"),
        act(user, MOVERS, "Commit under a decision", "commit"),
        act(user, PROPOSERS, "Propose a virement", "vire"),
        act(user, HOLDERS, "Allocate to a programme", "allocate"),
        act(user, HOLDERS, "Appropriate", "appropriate"),
        act(user, HOLDERS, "Open a year", "open_year"),
        act(user, HOLDERS, "Add a programme", "add_head"),
    ]


def acts_for_line(user, line):
    """What can be done with the money of a line."""
    closed = "" if line.year.is_open else CLOSED
    spent = closed or ("" if line.available_pence else "Nothing is available on this line.")
    asked, pk = {"year": line.year_id, "head": line.head_id}, line.pk
    leaving = [
        act(user, PROPOSERS, "Propose to carry the balance forward", "carry_of_line", spent, pk),
        act(user, PROPOSERS, "Propose to let it lapse", "lapse_of_line", spent, pk),
    ]
    if line.head.is_unallocated:
        year = {"year": line.year_id}
        return [act(user, HOLDERS, "Allocate to a programme", "allocate", spent, **year), *leaving]
    return [
        act(user, MOVERS, "Reserve", "reserve", spent, **asked),
        act(user, MOVERS, "Commit", "commit", spent, **asked),
        act(user, PROPOSERS, "Propose a virement", "vire_of_line", spent, pk),
        *leaving,
    ]


def acts_for_reservation(user, held):
    """What can become of money that is held."""
    refused = _why_not(check_is_held, held)
    return [
        act(user, MOVERS, "Commit it", "commit_of_reservation", refused, held.pk),
        act(user, MOVERS, "Release it", "release_of_reservation", refused, held.pk),
    ]


def acts_for_commitment(user, promise):
    """What can become of money that is promised."""
    pk = promise.pk
    settled = "" if promise.outstanding_pence else "Nothing is left to pay on it."
    unpaid = (
        ""
        if promise.paid_pence > promise.returned_pence
        else "Nothing was paid that could come back."
    )
    return [
        act(user, MOVERS, "Pay", "pay_of_commitment", settled, pk),
        act(user, MOVERS, "Release what is not needed", "release_of_commitment", settled, pk),
        act(user, MOVERS, "Write down money returned", "return_of_commitment", unpaid, pk),
        act(user, PROPOSERS, "Propose to carry it forward", "carry_of_commitment", settled, pk),
        act(user, PROPOSERS, "Propose to let it lapse", "lapse_of_commitment", settled, pk),
    ]


def acts_for_move(user, move):
    """A move is only ever undone by another."""
    refused = _why_not(rules.check_can_reverse, move=move)
    return [act(user, PROPOSERS, "Propose to reverse it", "reverse_of_move", refused, move.pk)]


def acts_for_head(user, head):
    """What can be done with a programme as a whole."""
    fixed = "What is not yet allocated keeps its name." if head.is_unallocated else ""
    asked = {"head": head.pk}
    nothing = "Allocate it to a programme first." if head.is_unallocated else ""
    return [
        act(user, MOVERS, "Reserve", "reserve", nothing, **asked),
        act(user, MOVERS, "Commit", "commit", nothing, **asked),
        act(user, HOLDERS, "Allocate to it", "allocate", fixed, **asked),
        act(user, HOLDERS, "Change it", "edit_of_head", fixed, head.pk),
    ]


def acts_for_year(user, year):
    """What can be done with a whole year."""
    closed = "" if year.is_open else CLOSED
    asked = {"year": year.pk}
    reopen = _why_not(rules.check_can_reopen_year, year=year)
    return [
        act(user, HOLDERS, "Appropriate", "appropriate", closed, **asked),
        act(user, HOLDERS, "Allocate to a programme", "allocate", closed, **asked),
        act(user, HOLDERS, "Set a ceiling", "ceiling", closed, **asked),
        act(user, PROPOSERS, "Propose to reopen it", "reopen_of_year", reopen, year.pk),
    ]


def _why_not(check, *args, **kwargs):
    try:
        check(*args, **kwargs)
    except Refused as refused:
        return str(refused)
    return ""
