"""What a move would do: every line it touches, before and after, and what is missing."""

from dataclasses import dataclass

from civilsociety.budget import rules
from civilsociety.budget.actions.posting import Leg
from civilsociety.budget.models import Line
from civilsociety.budget.queries.lines import counters, lines_of
from civilsociety.budget.states import Bucket

SHOWN = (Bucket.AVAILABLE, Bucket.RESERVED, Bucket.COMMITTED, Bucket.PAID)


@dataclass(frozen=True)
class Change:
    """One bucket of a line: pence before and after."""

    before: int
    after: int

    @property
    def short(self):
        """Pence that are missing; nothing where there is enough."""
        return max(-self.after, 0)


@dataclass(frozen=True)
class Row:
    """One line, bucket by bucket in the order of the table's heads."""

    line: Line
    changes: tuple


@dataclass(frozen=True)
class Effect:
    """What is shown while somebody types: the table, and the sentence where it does not fit."""

    heads: tuple = ()
    rows: tuple = ()
    problem: str = ""


def effect(legs, *, problem=""):
    """The lines before and after these legs; only the buckets that some leg touches."""
    lines, changes = {}, {}
    for leg in legs:
        place = _place(leg.line)
        lines[place] = leg.line
        moved = changes.setdefault(place, dict.fromkeys(SHOWN, 0))
        if leg.from_bucket in moved:
            moved[leg.from_bucket] -= leg.pence
        if leg.to_bucket in moved:
            moved[leg.to_bucket] += leg.pence
    touched = [bucket for bucket in SHOWN if any(moved[bucket] for moved in changes.values())]
    rows = [Row(line, _changes(line, changes[place], touched)) for place, line in lines.items()]
    return Effect(tuple(bucket.label for bucket in touched), tuple(rows), problem)


def _place(line):
    return line.year_id, line.source_id, line.head_id, line.origin_id


def _changes(line, moved, touched):
    # A line that begins with this move has nothing yet.
    before = counters(line) if line.pk else dict.fromkeys(SHOWN, 0)
    return tuple(Change(before[b], before[b] + moved[b]) for b in touched)


def drawn_from_head(*, year, head, pence, to, shares=None):
    """An amount taken from what a head has available, each source by its share.

    A source that has too little is drawn below nothing on its last line: so the table shows
    where it does not fit, and by how much.
    """
    lines = lines_of(year=year, head=head)
    if shares is None:
        shares = rules.shares(year=year, head=head, pence=pence, lines=lines)
    return [
        Leg(line, given, Bucket.AVAILABLE, to)
        for source, share in shares.items()
        for line, given in _spread(share, _own(lines, source, year, head))
    ]


def _own(lines, source, year, head):
    own = [line for line in lines if line.source_id == source.pk]
    return own or [Line(year=year, source=source, head=head, origin=year)]


def _spread(pence, lines):
    most = [(line, line.available_pence) for line in lines[:-1]]
    return rules.oldest_first(pence, lines=[*most, (lines[-1], pence)])
