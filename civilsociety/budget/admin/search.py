"""Finding a move, a reservation or a commitment by what people know of it.

Each thing that was typed is first looked up where it is short (a number, a decision, a payee,
a programme), then the ledger is asked by its indexes: so a search stays quick in a long ledger.
"""

import re

from django.db.models import Q

from civilsociety.budget.models import Commitment, Entry, Head, Move, Reservation
from civilsociety.decisions.models import Decision

NUMBER = re.compile(r"^([LRC])-?0*(\d{1,12})$", re.IGNORECASE)


def moves_about(text):
    """The moves that have to do with every word of `text`; words in order may be a name."""
    numbered = _numbered(text)
    if numbered is not None:
        return numbered
    return Q(pk__in=_entries_of(text).values("move")) | _written_on_move(text)


def entries_about(text):
    """The entries of those moves, and those on a programme's lines or for a payee."""
    numbered = _numbered(text)
    if numbered is not None:
        return Q(move__in=Move.objects.filter(numbered).values("pk"))
    moves = Move.objects.filter(_written_on_move(text))
    return Q(pk__in=_entries_of(text).values("pk")) | Q(move__in=moves.values("pk"))


def commitments_about(text):
    """Commitments by number, title, payee, reference, programme or decision."""
    found = NUMBER.match(text)
    if found and found[1].upper() == "C":
        return Q(pk=int(found[2]))
    return (
        _payee(text)
        | Q(reference__icontains=text)
        | Q(head__name__icontains=text)
        | Q(authority__decision__reference__icontains=text)
    )


def reservations_about(text):
    """Reservations by number, title, payee, panel paper or programme."""
    found = NUMBER.match(text)
    if found and found[1].upper() == "R":
        return Q(pk=int(found[2]))
    return _payee(text) | Q(paper__icontains=text) | Q(head__name__icontains=text)


def _payee(text):
    return (
        Q(title__icontains=text)
        | Q(payee_name__icontains=text)
        | Q(payee__name__icontains=text)
        | Q(payee__aliases__name__icontains=text)
    )


def _numbered(text):
    """The moves behind a number of ours; nothing where `text` is no number."""
    found = NUMBER.match(text)
    if not found:
        return None
    letter, number = found[1].upper(), int(found[2])
    if letter == "L":
        return Q(pk=number)
    part = "reservation" if letter == "R" else "commitment"
    return Q(pk__in=Entry.objects.filter(**{part: number}).values("move"))


def _written_on_move(text):
    decisions = Decision.objects.filter(Q(reference__icontains=text) | Q(title__icontains=text))
    return Q(decision__in=decisions.values("pk")) | Q(reference__icontains=text)


def _entries_of(text):
    heads = Head.objects.filter(name__icontains=text)
    commitments = Commitment.objects.filter(_payee(text) | Q(reference__icontains=text))
    reservations = Reservation.objects.filter(_payee(text) | Q(paper__icontains=text))
    return Entry.objects.filter(
        Q(line__head__in=heads.values("pk"))
        | Q(commitment__in=commitments.values("pk"))
        | Q(reservation__in=reservations.values("pk"))
    )
