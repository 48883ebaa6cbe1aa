"""Paying what was promised, giving it free, and taking it back."""

from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from civilsociety.budget import rules
from civilsociety.budget.actions.posting import Leg, in_order, post, posts, share_out
from civilsociety.budget.models import Commitment, Line, Reservation
from civilsociety.budget.queries.lines import commitment_legs, lock_lines, reservation_legs
from civilsociety.budget.states import Bucket, Kind, ReservationState
from civilsociety.refusal import Refused
from civilsociety.ui.words import pounds, uk_date


def _locked(commitment):
    """The commitment as it stands, its lines and itself locked (lines first, by id)."""
    lock_lines(commitment.legs.values_list("line_id", flat=True))
    return Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)


def drawn_on_legs(pence, legs, *, most, done):
    """[(line, pence)] drawn on a commitment's legs: sources stay even, the oldest money first."""
    room, so_far = {}, {}
    for leg in legs:
        source = leg.line.source
        room[source] = room.get(source, 0) + most(leg)
        so_far[source] = so_far.get(source, 0) + done(leg)
    shares = rules.split(pence, sources=list(room), drawn=so_far, most=room)
    on_line = {leg.line_id: most(leg) for leg in legs}
    return share_out([leg.line for leg in legs], shares, most=lambda line: on_line[line.pk])


def payable(leg):
    """What can still be paid or released on a leg (pence): nothing in a closed year."""
    return leg.outstanding_pence if leg.line.year.is_open else 0


@posts(Kind.PAY)
def pay(*, commitment, pence, reason, reference, by, key, now, on=None):
    """Writes down that so much of a commitment was paid, on a day."""
    commitment = _locked(commitment)
    rules.check_can_pay(commitment=commitment, pence=pence, reason=reason)
    legs = commitment_legs(commitment)
    drawn = drawn_on_legs(pence, legs, most=payable, done=lambda leg: leg.paid_pence)
    return post(
        kind=Kind.PAY,
        legs=in_order(
            Leg(line, share, Bucket.COMMITTED, Bucket.PAID, None, commitment)
            for line, share in drawn
        ),
        by=by,
        reason=reason,
        key=key,
        now=now,
        on=on,
        reference=reference,
        decision=commitment.authority.decision,
        sentence=f"{pounds(pence)} of {commitment.number} {commitment.title} was paid",
        details={"commitment": commitment.number},
    )


@posts(Kind.RELEASE)
def release(*, reason, by, key, now, reservation=None, commitment=None, pence=None):
    """Gives money free again: a reservation whole, or so much of a commitment (or all of it)."""
    if reservation is None and commitment is not None:
        return _release_commitment(commitment, pence, reason=reason, by=by, key=key, now=now)
    rules.check_can_release(
        reservation=reservation, commitment=commitment, pence=pence, reason=reason
    )
    return release_reservation(reservation, reason=reason, by=by, key=key, now=now, pence=pence)


def release_reservation(reservation, *, reason, by, key, now, pence=None):
    """Gives a reservation free; `by` is None when it expired. Call it in a transaction."""
    lock_lines(reservation.legs.values_list("line_id", flat=True))
    reservation = Reservation.objects.select_for_update(of=("self",)).get(pk=reservation.pk)
    rules.check_can_release(reservation=reservation, pence=pence, reason=reason)
    verb = "expired" if by is None else "was released"
    return post(
        kind=Kind.RELEASE,
        legs=in_order(
            Leg(leg.line, leg.held_pence, Bucket.RESERVED, Bucket.AVAILABLE, reservation)
            for leg in reservation_legs(reservation)
        ),
        by=by,
        reason=reason,
        key=key,
        now=now,
        sentence=f"{reservation.number} {reservation.title} {verb}: "
        f"{pounds(reservation.held_pence)} is available again",
        details={"reservation": reservation.number},
    )


def _release_commitment(commitment, pence, *, reason, by, key, now):
    commitment = _locked(commitment)
    rules.check_can_release(commitment=commitment, pence=pence, reason=reason)
    legs = commitment_legs(commitment)
    pence = commitment.outstanding_pence if pence is None else pence
    drawn = drawn_on_legs(pence, legs, most=payable, done=lambda leg: -leg.outstanding_pence)
    return post(
        kind=Kind.RELEASE,
        legs=in_order(
            Leg(line, share, Bucket.COMMITTED, Bucket.AVAILABLE, None, commitment)
            for line, share in drawn
        ),
        by=by,
        reason=reason,
        key=key,
        now=now,
        decision=commitment.authority.decision,
        sentence=f"{pounds(pence)} of {commitment.number} {commitment.title} was released",
        details={"commitment": commitment.number},
    )


@posts(Kind.RETURN)
def return_money(*, commitment, pence, reason, reference, by, key, now):
    """Takes back money that was paid: to the source that paid it.

    A line whose year is open has it available again. What a closed year paid comes to the same
    head and source in the open year, as carried money.
    """
    commitment = _locked(commitment)
    day = timezone.localdate(now)
    rules.check_can_return(commitment=commitment, pence=pence, reason=reason, day=day)
    return post(
        kind=Kind.RETURN,
        legs=in_order(returned(commitment, pence, rules.year_for_returns(day))),
        by=by,
        reason=reason,
        key=key,
        now=now,
        reference=reference,
        decision=commitment.authority.decision,
        sentence=f"{pounds(pence)} of {commitment.number} {commitment.title} came back",
        details={"commitment": commitment.number},
    )


def returned(commitment, pence, into_year):
    """The legs by which money comes back: to the source and origin that paid it."""
    legs = commitment_legs(commitment)
    room, back = {}, {}
    for leg in legs:
        source = leg.line.source
        room[source] = room.get(source, 0) + leg.paid_pence - leg.returned_pence
        back[source] = back.get(source, 0) + leg.returned_pence
    for source, share in rules.split(pence, sources=list(room), drawn=back, most=room).items():
        ours = [leg for leg in legs if leg.line.source == source]
        for origin in dict.fromkeys(leg.line.origin for leg in ours):
            of_origin = [leg for leg in ours if leg.line.origin == origin]
            most = sum(leg.paid_pence - leg.returned_pence for leg in of_origin)
            given = min(share, most)
            share -= given
            yield from _returned_to(given, of_origin, into_year, commitment)


def _returned_to(share, legs, into_year, commitment):
    """A share of one source and origin: where the year is open; the rest as carried money."""
    lines = [
        (leg.line, max(leg.paid_pence - leg.returned_pence, 0))
        for leg in legs
        if leg.line.year.is_open
    ]
    for line, pence in rules.oldest_first(share, lines=lines):
        share -= pence
        yield Leg(line, pence, Bucket.PAID, Bucket.AVAILABLE, None, commitment)
    if share:
        paid = legs[0].line
        line, _ = Line.objects.get_or_create(
            year=into_year, source=paid.source, head=paid.head, origin=paid.origin
        )
        yield Leg(line, share, Bucket.OUTSIDE, Bucket.AVAILABLE, None, commitment)


def expire_reservations(*, now):
    """Gives free every reservation whose last day has passed in the United Kingdom.

    Returns the moves. One that somebody else resolves at this moment is left to them.
    """
    today = timezone.localdate(now)
    over = Reservation.objects.filter(state=ReservationState.HELD, expires_on__lt=today)
    return [move for each in over.order_by("pk") if (move := _expire(each, now))]


def _expire(reservation, now):
    try:
        with transaction.atomic():
            return release_reservation(
                reservation,
                reason=f"Its last day was {uk_date(reservation.expires_on)}.",
                by=None,
                key=uuid4(),
                now=now,
            )
    except Refused:
        return None
