"""Commitments as anybody may read them."""

import re

from django.db.models import Q

from civilsociety.budget.models import Commitment, Entry, Move
from civilsociety.budget.queries.published.memory import remembered

NUMBER = re.compile(r"^\s*c-?0*([0-9]{1,12})\s*$", re.IGNORECASE)
# A commitment paid in more parts than these tells its beginning and its end.
FIRST, LAST = 10, 30
RELATED = ("head", "payee", "authority__decision", "authority__purpose")


def commitments(*, words="", head=None, year=None):
    """Commitments, the newest first; `words` may be a number, a payee or what it is for.

    A payee who is a person is never found by name, nor by a title that may hold the name.
    """
    found = Commitment.objects.select_related(*RELATED)
    if head:
        found = found.filter(head=head)
    if year:
        found = found.filter(legs__line__year=year).distinct()
    return _matching(found, words) if words else found


def _matching(found, words):
    number = NUMBER.match(words)
    if number:
        return found.filter(pk=int(number[1]))
    named = Q(payee_name__icontains=words) | Q(title__icontains=words)
    return found.filter(
        Q(head__name__icontains=words)
        | Q(authority__decision__reference__icontains=words)
        | (named & Q(payee_is_a_person=False))
    )


def legs_of(commitment):
    """How the commitment stands on each line, to the penny."""
    return commitment.legs.select_related("line__source", "line__year", "line__origin").order_by(
        "line__year__starts_on", "line__source__position", "line__origin__starts_on"
    )


def sums_of(legs):
    """The legs' sums: what was paid, came back and is still to be paid, in pence."""
    return {
        name: sum(getattr(leg, name) for leg in legs)
        for name in ("paid_pence", "returned_pence", "outstanding_pence")
    }


def moves_of(commitment):
    """(the moves that touched it, how many are left out between the first and the last ones)."""
    related = ("reverses", "reversed_by", "follows", "decision")
    kept, left_out = remembered(("moves", commitment.pk), lambda: _numbers_of(commitment))
    moves = Move.objects.filter(pk__in=kept).select_related(*related).order_by("at", "pk")
    return list(moves), left_out


def _numbers_of(commitment):
    """Its own moves, and those of the reservation it came out of."""
    touched = Q(commitment=commitment)
    if commitment.reservation_id:
        touched |= Q(reservation=commitment.reservation_id)
    moves = Entry.objects.filter(touched).order_by("move").values_list("move", flat=True)
    ids = list(moves.distinct())
    kept = ids if len(ids) <= FIRST + LAST else ids[:FIRST] + ids[-LAST:]
    return kept, len(ids) - len(kept)
