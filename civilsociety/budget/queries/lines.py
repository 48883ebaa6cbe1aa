"""Lines and legs as acts need them: few statements, locked in one order."""

from collections import defaultdict

from django.db import connection

from civilsociety.budget.models import (
    Ceiling,
    CommitmentLeg,
    Drawdown,
    Head,
    Line,
    ReservationLeg,
    Source,
    Year,
)
from civilsociety.budget.states import Bucket, SplitRule

# Everything an act must know of a head's lines. Written out, because it is asked while others
# wait for the lock: Django takes longer to put it together than the database to answer it.
_LINES = """
    select line.id, line.year_id, line.source_id, line.head_id, line.origin_id,
        line.appropriated_pence, line.reserved_pence, line.committed_pence, line.paid_pence,
        line.available_pence, source.key, source.name, source.position, origin.starts_on,
        origin.state, year.starts_on, year.state
    from budget_line line
        join budget_source source on source.id = line.source_id
        join budget_year origin on origin.id = line.origin_id
        join budget_year year on year.id = line.year_id
    where line.year_id = %s and line.head_id = %s
    order by line.id
"""
_LINE = [
    "id", "year_id", "source_id", "head_id", "origin_id", "appropriated_pence",
    "reserved_pence", "committed_pence", "paid_pence", "available_pence",
]  # fmt: skip


def lines_of(*, year, head, for_update=False):
    """The lines of a head in a year: by source, carried money first. Locked if asked.

    Everybody locks in the order of ids, so that two never wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LINES + ("for update of line" if for_update else ""), [year.pk, head.pk])
        lines = [_line(row) for row in cursor.fetchall()]
    return sorted(lines, key=lambda line: (line.source.position, line.origin.starts_on))


def _line(row):
    line = Line.from_db(connection.alias, _LINE, row[:10])
    key, name, position, origin_starts, origin_state, starts, state = row[10:]
    line.source = Source(pk=line.source_id, key=key, name=name, position=position)
    line.origin = Year(pk=line.origin_id, starts_on=origin_starts, state=origin_state)
    line.year = Year(pk=line.year_id, starts_on=starts, state=state)
    return line


def lock_lines(pks):
    """{pk: line} of these lines, locked in the order of ids."""
    lines = Line.objects.filter(pk__in=pks).select_for_update(of=("self",)).order_by("pk")
    lines = lines.select_related("source", "origin", "year", "head")
    return {line.pk: line for line in lines}


def sources_of(*, year, head):
    """The sources a head draws on in a year: its single one, or all that have a ceiling."""
    if head.split == SplitRule.SINGLE:
        return [head.single_source]
    return list(Source.objects.filter(ceilings__year=year).order_by("position"))


def available_by_source(lines):
    """{source: pence} that can still be reserved or promised."""
    return _summed((line.source, line.available_pence) for line in lines)


def given_by_source(lines):
    """{source: pence} that each has given so far: reserved, committed and paid."""
    return _summed(
        (line.source, line.reserved_pence + line.committed_pence + line.paid_pence)
        for line in lines
    )


def _summed(pairs):
    sums = defaultdict(int)
    for key, pence in pairs:
        sums[key] += pence
    return dict(sums)


def unallocated_head():
    """The head under which money waits for a purpose; made when first asked for."""
    head, _ = Head.objects.get_or_create(
        is_unallocated=True,
        defaults={"key": "unallocated", "name": "Not yet allocated", "position": 0},
    )
    return head


def ceiling_of(*, year, source, for_update=False):
    """The ceiling of a source in a year, or None."""
    ceilings = Ceiling.objects.filter(year=year, source=source)
    return (ceilings.select_for_update(of=("self",)) if for_update else ceilings).first()


def year_after(year):
    """The year that follows, or None while nobody has opened it."""
    return Year.objects.filter(
        starts_on=year.starts_on.replace(year=year.starts_on.year + 1)
    ).first()


def reservation_legs(reservation):
    """What a reservation holds, line by line: by source, carried money first."""
    legs = ReservationLeg.objects.filter(reservation=reservation, held_pence__gt=0)
    return list(_in_order(legs))


def commitment_legs(commitment, *, year=None):
    """How a commitment stands, line by line: by source, the oldest money first."""
    legs = CommitmentLeg.objects.filter(commitment=commitment)
    return list(_in_order(legs.filter(line__year=year) if year else legs))


def _in_order(legs):
    related = ("line__source", "line__origin", "line__year")
    return legs.select_related(*related).order_by(
        "line__source__position", "line__year__starts_on", "line__origin__starts_on"
    )


def promised_under(authority):
    """Pence promised so far under an authority."""
    drawn = Drawdown.objects.filter(authority=authority).values_list("committed_pence", flat=True)
    return drawn.first() or 0


def held_under(authorities):
    """Pence promised under each of these authorities: what a replaced decision still binds."""
    drawn = Drawdown.objects.filter(authority__in=authorities)
    return list(drawn.values_list("committed_pence", flat=True))


def counters(line):
    """{bucket: pence} as they stand on a line."""
    return {
        Bucket.AVAILABLE: line.available_pence,
        Bucket.RESERVED: line.reserved_pence,
        Bucket.COMMITTED: line.committed_pence,
        Bucket.PAID: line.paid_pence,
    }
