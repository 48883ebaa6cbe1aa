"""When money may be held, promised, paid, given free, and come back."""

from functools import partial

from django.utils import timezone

from civilsociety.budget.models import Year
from civilsociety.budget.queries.lines import commitment_legs, promised_under
from civilsociety.budget.rules.amounts import (
    asks,
    check_amount,
    check_fits,
    check_is_allocated,
    check_reason,
    check_year_is_open,
)
from civilsociety.budget.states import ReservationState
from civilsociety.decisions.rules import check_can_spend_under
from civilsociety.refusal import Refused
from civilsociety.ui.words import pounds, uk_date


def check_can_reserve(*, year, head, pence, expires_on, today, reason, lines=None):
    """Raises Refused unless this much can be held under the head until a day (inclusive)."""
    check_amount(pence)
    check_reason(reason)
    check_is_allocated(head)
    check_year_is_open(year)
    if expires_on < today:
        raise Refused(f"Enter a last day that is {uk_date(today)} or later.")
    check_fits(year=year, head=head, pence=pence, lines=lines)


def check_is_held(reservation):
    """Raises Refused when the reservation holds nothing any more."""
    if reservation.state != ReservationState.HELD or not reservation.held_pence:
        became = reservation.get_state_display().lower()
        raise Refused(
            f"{reservation.number} is no longer held: {became}. Reserve the money again if it "
            "is needed."
        )


def check_authority(*, authority, head, pence, day):
    """Raises Refused unless the decision covers this too, besides what it has promised so far."""
    if head.purpose is None:
        raise Refused(
            f"{head} has no purpose yet, so no decision can cover it. Give it a purpose first."
        )
    promised = promised_under(authority)
    if pence + promised > authority.up_to_pence and pence <= authority.up_to_pence:
        check_can_spend_under(authority, purpose=head.purpose, pence=pence, day=day)
        left = authority.up_to_pence - promised
        raise Refused(
            f"Decision {authority.decision.reference} allows {pounds(authority.up_to_pence)} for "
            f"{authority.purpose}, of which {pounds(promised)} is promised: {pounds(left)} is "
            "left. Enter that or less, or choose another decision."
        )
    check_can_spend_under(authority, purpose=head.purpose, pence=pence + promised, day=day)


def check_can_commit(*, authority, pence, day, reason, reservation=None, year=None, head=None):
    """Raises Refused unless this much can be promised: from a reservation, or from a head."""
    check_amount(pence)
    check_reason(reason)
    if reservation is not None:
        check_is_held(reservation)
        year, head = reservation.year, reservation.head
        if pence > reservation.held_pence:
            raise Refused(
                f"{reservation.number} holds {pounds(reservation.held_pence)}. Enter that or "
                "less, or reserve more first."
            )
    check_is_allocated(head)
    check_year_is_open(year)
    check_authority(authority=authority, head=head, pence=pence, day=day)
    if reservation is None:
        check_fits(year=year, head=head, pence=pence)


def check_can_pay(*, commitment, pence, reason):
    """Raises Refused unless this much of the commitment is still to be paid."""
    check_amount(pence)
    check_reason(reason)
    if pence > commitment.outstanding_pence:
        raise Refused(
            f"{commitment.number} has {pounds(commitment.outstanding_pence)} left to pay. "
            "Enter that or less."
        )
    if pence > (payable := _outstanding_in_open_years(commitment)):
        raise Refused(
            f"Only {pounds(payable)} of {commitment.number} stands in a year that is open. "
            "Carry the rest forward, or propose to reopen the year."
        )


def check_can_release(*, reservation=None, commitment=None, pence=None, reason):
    """Raises Refused unless a reservation (whole) or so much of a commitment can be given free."""
    check_reason(reason)
    if (reservation is None) == (commitment is None):
        raise Refused("Choose the reservation or the commitment to release.")
    if reservation is not None:
        check_is_held(reservation)
        check_year_is_open(reservation.year)
        if pence not in (None, reservation.held_pence):
            raise Refused(
                f"A reservation is released whole: {reservation.number} holds "
                f"{pounds(reservation.held_pence)}."
            )
        return
    pence = commitment.outstanding_pence if pence is None else pence
    if not commitment.outstanding_pence:
        raise Refused(f"Nothing of {commitment.number} is left to release.")
    check_can_pay(commitment=commitment, pence=pence, reason=reason)


def check_can_return(*, commitment, pence, reason, day=None):
    """Raises Refused unless so much was paid and can come back to an open year."""
    check_amount(pence)
    check_reason(reason)
    paid = commitment.paid_pence - commitment.returned_pence
    if pence > paid:
        raise Refused(
            f"{pounds(paid)} paid under {commitment.number} has not come back yet. "
            "Enter that or less."
        )
    day = day or timezone.localdate()
    if year_for_returns(day) is None:
        raise Refused(f"No financial year is open on {uk_date(day)}. Open the year first.")


def year_for_returns(day):
    """The open year in which money that comes back is received: the day's, or the last open."""
    return Year.objects.open().holding(day).first() or Year.objects.open().last()


def _outstanding_in_open_years(commitment):
    legs = commitment_legs(commitment)
    return sum(leg.outstanding_pence for leg in legs if leg.line.year.is_open)


can_reserve = partial(asks, check_can_reserve)
can_commit = partial(asks, check_can_commit)
can_pay = partial(asks, check_can_pay)
can_release = partial(asks, check_can_release)
can_return = partial(asks, check_can_return)
