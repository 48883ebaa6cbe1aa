"""Finding a move, a reservation or a commitment by what people know of it.

Each thing that was typed is first looked up where it is short (a number, a decision, a payee,
a programme), then the ledger is asked by its indexes: so a search stays quick in a long ledger.
"""

import re

from django.db.models import Q

from civilsociety.budget.models import Commitment, Entry, Line, Move, Reservation
from civilsociety.decisions.models import Decision

NUMBER = re.compile(r"^([LRC])-?0*(\d{1,12})$", re.IGNORECASE)


def moves_about(text):
    """The moves that have to do with `text`, as a condition."""
    numbered = _numbered(text)
    if numbered is not None:
        return numbered
    moves = [rows.values("move") for rows in _entries_of(text)]
    return Q(pk__in=_written_on_move(text).union(*moves))


def entries_about(text):
    """The entries of those moves, those on a programme's lines, and those for a payee."""
    numbered = _numbered(text)
    if numbered is not None:
        return Q(move__in=Move.objects.filter(numbered).values("pk"))
    moves = Entry.objects.filter(move__in=_written_on_move(text)).values("pk")
    return Q(pk__in=moves.order_by().union(*(rows.values("pk") for rows in _entries_of(text))))


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
    written = Q(decision__in=list(decisions.values_list("pk", flat=True)))
    return Move.objects.filter(written | Q(reference__icontains=text)).order_by().values("pk")


def _entries_of(text):
    """Entries found by programme, by commitment, by reservation: three roads, each by an index."""
    lines = Line.objects.filter(head__name__icontains=text)
    commitments = Commitment.objects.filter(_payee(text) | Q(reference__icontains=text))
    reservations = Reservation.objects.filter(_payee(text) | Q(paper__icontains=text))
    for part, rows in (("line", lines), ("commitment", commitments), ("reservation", reservations)):
        yield Entry.objects.filter(**{f"{part}__in": rows.order_by().values("pk")}).order_by()
