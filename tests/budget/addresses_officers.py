"""Who may open the pages of the ledger in the admin."""

from civilsociety.accounts.permissions import Permission
from civilsociety.budget import actions
from civilsociety.budget.admin.moves import PAGES
from civilsociety.budget.models import (
    Check,
    Commitment,
    Entry,
    Head,
    Line,
    Move,
    Proposal,
    Reservation,
    Year,
)
from tests.access import Row
from tests.budget.conftest import Framework

READERS = {Permission.READ_BUDGET}
MOVERS = {Permission.MANAGE_FUNDING}
HOLDERS = {Permission.HOLD_BUDGET}
PROPOSERS = MOVERS | HOLDERS
LISTS = ("line", "move", "entry", "reservation", "commitment", "proposal", "head", "year", "check")
TAKEN_AWAY = ("line", "move", "entry", "reservation", "commitment", "proposal", "head")


def a_framework(cast):
    return Framework(cast["funding_officer"], cast["budget_holder"])


def nothing_yet(cast):
    a_framework(cast)
    return {}


def one(model):
    """The address's `pk` for something of this kind."""

    def kwargs(cast):
        framework = a_framework(cast)
        made = {
            Line: framework.line,
            Year: lambda: framework.year,
            Move: Move.objects.first,
            Reservation: lambda: framework.reserve(100_000),
            Commitment: lambda: _paid(framework),
            Head: lambda: framework.head,
            Entry: Entry.objects.first,
            Proposal: lambda: _proposed(framework),
            Check: lambda: actions.request_check(by=framework.by, now=framework.now),
        }
        return {"pk": made[model]().pk}

    return kwargs


def _paid(framework):
    promise = framework.commit(100_001)
    framework.pay(promise, 50_000)
    return promise


def _proposed(framework):
    terms = {"line": framework.line().pk, "pence": 100}
    return actions.propose(act="lapse", terms=terms, **framework.who())


def a_proposal(cast):
    return {"pk": _proposed(a_framework(cast)).pk}


def in_the_admin(model):
    """The same, as Django's admin names it in its addresses."""
    return lambda cast: {"object_id": one(model)(cast)["pk"]}


def everything(cast):
    """A ledger in which something of every kind has happened."""
    framework = a_framework(cast)
    framework.reserve(100_000)
    _paid(framework)
    _proposed(framework)
    actions.request_check(by=framework.by, now=framework.now)
    return {}


def may(name):
    """Who may open a move's page: written here once more, by name."""
    if name in {"appropriate", "allocate", "ceiling", "open_year", "add_head", "edit_of_head"}:
        return HOLDERS
    proposing = name.startswith(("vire", "carry", "lapse", "reverse", "reopen"))
    return PROPOSERS if proposing else MOVERS


ROWS = {
    **{
        f"admin:budget_{page.name}": Row(
            may(page.name), one(page.about) if page.about else nothing_yet
        )
        for page in PAGES
    },
    **{
        f"admin:budget_{name}_{kind}": Row(READERS, nothing_yet, page=False)
        for name in TAKEN_AWAY
        for kind in ("csv", "xlsx")
    },
    **{f"admin:budget_{name}_changelist": Row(READERS, everything) for name in LISTS},
    **{
        f"admin:budget_{model._meta.model_name}_change": Row(READERS, in_the_admin(model))
        for model in (Line, Year, Move, Reservation, Commitment, Head, Proposal, Check)
    },
    "admin:budget_entry_change": Row(READERS, in_the_admin(Entry), page=False),
    "admin:budget_run_check": Row(READERS, nothing_yet, method="post", page=False),
    "admin:budget_approve_proposal": Row(HOLDERS, a_proposal, method="post", page=False),
    "admin:budget_decline_proposal": Row(HOLDERS, a_proposal, method="post", page=False),
    "admin:budget_withdraw_proposal": Row(PROPOSERS, a_proposal, method="post", page=False),
}
