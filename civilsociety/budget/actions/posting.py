"""Writing a move with its entries, once: what every act of the ledger comes down to."""

from functools import wraps
from typing import NamedTuple

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from civilsociety.audit.actions import SYSTEM, event_of_each, event_values
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

    A repeated key returns the first result, also when the two requests run side by side: the
    second is refused, by a rule or by the key itself, and then finds what the first has made.
    `result` finds what the act returned from the move it made.
    """

    def wrap(act):
        @wraps(act)
        def once(**arguments):
            try:
                with transaction.atomic():
                    return act(**arguments)
            except (Refused, DatabaseError) as error:
                if (move := _made_before(arguments["key"], kind)) is None:
                    raise in_words(error) from error
                return result(move) if result else move

        return once

    return wrap


def _made_before(key, kind):
    move = Move.objects.filter(key=key).first()
    if move is not None and move.kind != kind:
        raise Refused("This form was used for another movement already. Open it again.")
    return move


# The move, its entries in the order of their lines, and the event: one journey to the database,
# because others wait for the lines meanwhile. Only the tables' own names are put together here;
# every value is a parameter.
_POSTED = f"""
    with moved as (
        insert into {Move._meta.db_table}
            (key, kind, amount_pence, "on", at, made_by_id, approved_by_id, reason, reference,
             decision_id, reverses_id, follows_id)
        values (%(key)s, %(kind)s, %(amount)s, %(on)s, %(at)s, %(by)s, %(approved_by)s,
            %(reason)s, %(reference)s, %(decision)s, %(reverses)s, %(follows)s)
        returning id
    ), entered as (
        insert into {Entry._meta.db_table}
            (move_id, kind, line_id, pence, from_bucket, to_bucket, reservation_id,
             commitment_id, reverses_id)
        select moved.id, %(kind)s, leg.line, leg.pence, leg.from_bucket, leg.to_bucket,
            leg.reservation, leg.commitment, leg.reverses
        from moved, unnest(%(line)s::bigint[], %(pence)s::bigint[], %(from_bucket)s::text[],
            %(to_bucket)s::text[], %(reservation)s::bigint[], %(commitment)s::bigint[],
            %(reversed)s::bigint[])
            as leg(line, pence, from_bucket, to_bucket, reservation, commitment, reverses)
    ), told as (
        {event_of_each("moved", Move, label="'L-' || lpad(moved.id::text, 6, '0')")}
    )
    select id from moved
"""  # noqa: S608


def post(*, kind, legs, by, reason, key, now, sentence, details=None, pence=None, on=None, **more):
    """Writes a move with its legs and the event that tells of it; returns the move.

    Call it inside a transaction, with the lines locked in the order of their ids. `by` is None
    when the service itself acts, `pence` the sum unless the legs' sum is. `more`: approved_by,
    reference, decision, reverses, follows.
    """
    legs = list(legs)
    move = Move(
        key=key,
        kind=kind,
        amount_pence=pence or sum(leg.pence for leg in legs),
        on=on or timezone.localdate(now),
        at=now,
        made_by=by,
        reason=reason.strip(),
        **more,
    )
    told = {"pence": move.amount_pence, "reason": move.reason} | (details or {})
    values = _values(move, legs) | event_values(
        verb=f"budget.{kind}", label="", by=by or SYSTEM, sentence=f"{sentence}.", details=told
    )
    with connection.cursor() as cursor:
        cursor.execute(_POSTED, values)
        (move.pk,) = cursor.fetchone()
    move._state.adding, move._state.db = False, connection.alias
    return move


def _values(move, legs):
    return {
        "key": str(move.key),
        "kind": str(move.kind),
        "amount": move.amount_pence,
        "on": move.on,
        "at": move.at,
        "by": move.made_by_id,
        "approved_by": move.approved_by_id,
        "reason": move.reason,
        "reference": move.reference,
        "decision": move.decision_id,
        "reverses": move.reverses_id,
        "follows": move.follows_id,
        "line": [leg.line.pk for leg in legs],
        "pence": [leg.pence for leg in legs],
        "from_bucket": [str(leg.from_bucket) for leg in legs],
        "to_bucket": [str(leg.to_bucket) for leg in legs],
        "reservation": [leg.reservation and leg.reservation.pk for leg in legs],
        "commitment": [leg.commitment and leg.commitment.pk for leg in legs],
        "reversed": [leg.reverses and leg.reverses.pk for leg in legs],
    }
