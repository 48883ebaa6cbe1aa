"""Holding money before a decision, and promising it under one."""

from uuid import uuid4

from django.utils import timezone

from civilsociety.budget import rules
from civilsociety.budget.actions.posting import Leg, in_order, post, posts, share_out
from civilsociety.budget.models import Commitment, Reservation
from civilsociety.budget.queries.lines import given_by_source, lines_of, reservation_legs
from civilsociety.budget.rules.amounts import shares as shares_of
from civilsociety.budget.states import Bucket, Kind
from civilsociety.ui.words import pounds, uk_date


def reservation_of(move):
    """The reservation a move was about."""
    return Reservation.objects.get(pk=move.entries.first().reservation_id)


def commitment_of(move):
    """The commitment a move was about."""
    return Commitment.objects.get(pk=move.entries.first().commitment_id)


@posts(Kind.RESERVE, result=reservation_of)
def reserve(
    *, year, head, title, pence, expires_on, reason, by, key, now,
    payee=None, payee_name="", paper="",
):  # fmt: skip
    """Holds money under a head until a day (inclusive), before anybody promises it."""
    lines = lines_of(year=year, head=head, for_update=True)
    rules.check_can_reserve(
        year=lines[0].year if lines else year,
        head=head,
        pence=pence,
        expires_on=expires_on,
        today=timezone.localdate(now),
        reason=reason,
        lines=lines,
    )
    reservation = Reservation.objects.create(
        title=title,
        head=head,
        year=year,
        payee=payee,
        payee_name=payee_name or (payee.name if payee else ""),
        paper=paper,
        amount_pence=pence,
        split=head.split,
        expires_on=expires_on,
        made_by=by,
        made_at=now,
    )
    legs = [
        Leg(line, share, Bucket.AVAILABLE, Bucket.RESERVED, reservation)
        for line, share in _drawn(year, head, pence, lines)
    ]
    post(
        kind=Kind.RESERVE,
        legs=in_order(legs),
        by=by,
        reason=reason,
        key=key,
        now=now,
        reference=paper[:100],
        sentence=f"{pounds(pence)} was reserved for {title} under {head} in {year}",
        details={"reservation": reservation.number, "until": uk_date(expires_on)},
    )
    reservation.held_pence = pence
    return reservation


def _drawn(year, head, pence, lines):
    """[(line, pence)] by the head's rule."""
    shares = shares_of(year=year, head=head, pence=pence, lines=lines)
    return share_out(lines, shares, most=lambda line: line.available_pence)


@posts(Kind.COMMIT, result=commitment_of)
def commit(
    *, authority, title, pence, reason, by, key, now,
    reservation=None, year=None, head=None,
    payee=None, payee_name="", payee_is_a_person=False, reference="",
):  # fmt: skip
    """Promises money under a decision: out of a reservation, or from what a head has available.

    What a reservation holds beyond it is released in a move that follows.
    """
    if reservation is not None:
        year, head = reservation.year, reservation.head
    lines = lines_of(year=year, head=head, for_update=True)
    if reservation is not None:
        reservation = Reservation.objects.select_for_update(of=("self",)).get(pk=reservation.pk)
    rules.check_can_commit(
        authority=authority,
        pence=pence,
        day=timezone.localdate(now),
        reason=reason,
        reservation=reservation,
        year=lines[0].year if lines else year,
        head=head,
    )
    commitment = Commitment.objects.create(
        title=title,
        head=head,
        payee=payee,
        payee_name=payee_name or (payee.name if payee else ""),
        payee_is_a_person=payee_is_a_person,
        reference=reference,
        authority=authority,
        reservation=reservation,
        amount_pence=pence,
        split=reservation.split if reservation else head.split,
        made_by=by,
        made_at=now,
    )
    _promise(commitment, lines, year=year, by=by, reason=reason, key=key, now=now)
    commitment.outstanding_pence = pence
    return commitment


def _promise(commitment, lines, *, year, by, reason, key, now):
    """The commitment's move, and the one that releases what its reservation held beyond it."""
    reservation, head, pence = commitment.reservation, commitment.head, commitment.amount_pence
    if reservation is None:
        held, taken = [], _drawn(year, head, pence, lines)
    else:
        held = [(leg.line, leg.held_pence) for leg in reservation_legs(reservation)]
        taken = taken_of_hold(pence, lines, held)
    source = Bucket.RESERVED if reservation else Bucket.AVAILABLE
    decision = commitment.authority.decision
    move = post(
        kind=Kind.COMMIT,
        legs=in_order(
            Leg(line, share, source, Bucket.COMMITTED, reservation, commitment)
            for line, share in taken
        ),
        by=by,
        reason=reason,
        key=key,
        now=now,
        reference=commitment.reference,
        decision=decision,
        sentence=f"{pounds(pence)} was promised for {commitment.title} under {head} in {year}",
        details={"commitment": commitment.number, "decision": decision.reference},
    )
    if over := left_of_hold(held, taken):
        _release_over(move, over, reservation, by=by, now=now)


def taken_of_hold(pence, lines, held):
    """[(line, pence)] out of what a reservation holds, so that sources stay even."""
    most, given = {}, given_by_source(lines)
    for line, pence_held in held:
        most[line.source] = most.get(line.source, 0) + pence_held
        given[line.source] -= pence_held
    shares = rules.split(pence, sources=list(most), drawn=given, most=most)
    on_line = {line.pk: pence_held for line, pence_held in held}
    return share_out([line for line, _ in held], shares, most=lambda line: on_line[line.pk])


def left_of_hold(held, taken):
    """[(line, pence)] that a reservation holds beyond what was taken of it."""
    used = {line.pk: share for line, share in taken}
    over = [(line, pence - used.get(line.pk, 0)) for line, pence in held]
    return [(line, pence) for line, pence in over if pence]


def _release_over(move, over, reservation, *, by, now):
    total = sum(pence for _, pence in over)
    post(
        kind=Kind.RELEASE,
        legs=in_order(
            Leg(line, pence, Bucket.RESERVED, Bucket.AVAILABLE, reservation) for line, pence in over
        ),
        by=by,
        reason=f"Not needed for {reservation.title}.",
        key=uuid4(),
        now=now,
        follows=move,
        sentence=f"{pounds(total)} of {reservation.number} was not needed and is available again",
    )
