"""Writing into the ledger past its actions, as a script or a forgotten page would."""

from datetime import date

from civilsociety.budget.models import (
    Commitment,
    Entry,
    Move,
    Reservation,
)


def a_move(framework, kind, pence, **more):
    return Move.objects.create(
        kind=kind,
        amount_pence=pence,
        on=framework.now.date(),
        at=framework.now,
        made_by=framework.by,
        reason="Because",
        **more,
    )


def an_entry(move, line, pence, from_, to, **more):
    return Entry(
        move=move, kind=move.kind, line=line, pence=pence, from_bucket=from_, to_bucket=to, **more
    )


def a_reservation(framework, pence):
    return Reservation.objects.create(
        title="A forgotten path",
        head=framework.head,
        year=framework.year,
        amount_pence=pence,
        split="equal",
        expires_on=date(2030, 1, 1),
        made_by=framework.by,
    )


def a_commitment(framework, pence, **more):
    fields = {"authority": framework.authority, "head": framework.head} | more
    return Commitment.objects.create(
        title="A forgotten path",
        payee_name="Somebody",
        amount_pence=pence,
        split="equal",
        made_by=framework.by,
        **fields,
    )


def hold(framework, pence, line=None):
    move, reservation = a_move(framework, "reserve", pence), a_reservation(framework, pence)
    line = line or framework.line()
    an_entry(move, line, pence, "available", "reserved", reservation=reservation).save()
    return reservation


def promise(framework, pence, **more):
    move, commitment = a_move(framework, "commit", pence), a_commitment(framework, pence, **more)
    an_entry(move, framework.line(), pence, "available", "committed", commitment=commitment).save()
    return commitment
