"""Writing a move with its entries, once: what every act of the ledger comes down to."""

from functools import wraps
from typing import NamedTuple

from django.db import DatabaseError, transaction
from django.utils import timezone

from civilsociety.audit.actions import SYSTEM, record
from civilsociety.budget.models import Entry, Move
from civilsociety.budget.rules.refusals import in_words
from civilsociety.budget.rules.split import oldest_first
from civilsociety.refusal import Refused


class Leg(NamedTuple):
    """So many pence on a line, from one bucket to another."""

    line: object
    pence: int
    from_bucket: str
    to_bucket: str
    reservation: object = None
    commitment: object = None
    reverses: object = None


def in_order(legs):
    """Legs in the order of their lines, so that two writers never wait for each other."""
    return sorted(legs, key=lambda leg: leg.line.pk)


def share_out(lines, shares, *, most):
    """[(line, pence)]: each source's share from its lines, carried money first.

    `most(line)` is what a line can give.
    """
    return [
        drawn
        for source, share in shares.items()
        for drawn in oldest_first(
            share, lines=[(line, most(line)) for line in lines if line.source_id == source.pk]
        )
    ]


def posts(kind, result=None):
    """Makes an act atomic, told in words when refused, and done once for each key.

    A repeated key returns the first result, also when the two requests run side by side.
    `result` finds what the act returned from the move it made.
    """

    def wrap(act):
        @wraps(act)
        def once(**arguments):
            key = arguments["key"]
            if (move := _made_before(key, kind)) is not None:
                return result(move) if result else move
            try:
                with transaction.atomic():
                    return act(**arguments)
            except (Refused, DatabaseError) as error:
                if (move := _made_before(key, kind)) is not None:
                    return result(move) if result else move
                raise in_words(error) from error

        return once

    return wrap


def _made_before(key, kind):
    move = Move.objects.filter(key=key).first()
    if move is not None and move.kind != kind:
        raise Refused("This form was used for another movement already. Open it again.")
    return move


def post(*, kind, legs, by, reason, key, now, sentence, **more):
    """Writes a move with its legs and the event that tells of it; returns the move.

    Call it inside a transaction, with the lines locked in the order of their ids. `by` is None
    when the service itself acts. `more`: on, pence, approved_by, reference, decision, reverses,
    follows, details.
    """
    details = more.pop("details", {})
    move = Move.objects.create(
        key=key,
        kind=kind,
        amount_pence=more.pop("pence", None) or sum(leg.pence for leg in legs),
        on=more.pop("on", None) or timezone.localdate(now),
        at=now,
        made_by=by,
        reason=reason.strip(),
        **more,
    )
    Entry.objects.bulk_create(Entry(move=move, kind=kind, **leg._asdict()) for leg in legs)
    record(
        verb=f"budget.{kind}",
        target=move,
        by=by or SYSTEM,
        sentence=f"{sentence} ({move}).",
        details={"pence": move.amount_pence, "reason": move.reason, **details},
    )
    return move
