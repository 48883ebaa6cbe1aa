"""What is still open in a year: each must be paid, carried or lapsed before it closes."""

from dataclasses import dataclass

from django.db.models import Sum

from civilsociety.budget.models import Commitment, Line, Proposal, Reservation, Year
from civilsociety.budget.states import ProposalState, ReservationState


@dataclass(frozen=True)
class OpenItem:
    """One thing to settle: what it is, how much, and the acts that settle it."""

    kind: str  # "reservation", "commitment", "balance" or "proposal"
    item: object  # the Reservation, Commitment, Line or Proposal
    pence: int
    acts: tuple[str, ...]


def open_items(year):
    """The list of a year, in the order to work through it: reservations, commitments, balances.

    Proposals that wait come first: they may settle something that stands below.
    """
    return [*_proposals(year), *_reservations(year), *_commitments(year), *_balances(year)]


def _proposals(year):
    waiting = Proposal.objects.filter(state=ProposalState.WAITING, years__contains=[year.pk])
    return [
        OpenItem("proposal", each, each.amount_pence or 0, ("approve", "decline", "withdraw"))
        for each in waiting.select_related("proposed_by").order_by("pk")
    ]


def _reservations(year):
    held = Reservation.objects.filter(year=year, state=ReservationState.HELD, held_pence__gt=0)
    return [
        OpenItem("reservation", each, each.held_pence, ("commit", "release"))
        for each in held.select_related("head", "payee").order_by("pk")
    ]


def _commitments(year):
    left = Commitment.objects.filter(legs__line__year=year, legs__outstanding_pence__gt=0)
    left = left.annotate(left_pence=Sum("legs__outstanding_pence"))
    return [
        OpenItem(
            "commitment", each, each.left_pence, ("pay", "release", "carry_commitment", "lapse")
        )
        for each in left.select_related("head", "payee", "authority__decision").order_by("pk")
    ]


def _balances(year):
    lines = Line.objects.filter(year=year, available_pence__gt=0)
    return [
        OpenItem("balance", each, each.available_pence, ("carry_balance", "vire", "lapse"))
        for each in lines.select_related("year", "head", "source", "origin")
    ]


def years_not_closed():
    """Open years, the oldest first."""
    return Year.objects.open()
