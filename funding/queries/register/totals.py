"""Sums over the register, counted once for each publication however many awards there are."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db import connection

from funding.models import PublishedAward

# A publication that commits behind a later one is counted at the latest after so many seconds.
SECONDS = 60
ALL = ""
CUBE = """
    SELECT programme_slug, programme_name,
           extract(year FROM awarded_on - interval '3 months')::int, districts,
           count(*), sum(amount_pence)::bigint
    FROM funding_publishedaward WHERE is_latest
    GROUP BY 1, 2, 3, 4
"""


@dataclass(frozen=True)
class Total:
    """How many awards, and what they are worth now, in pence."""

    awards: int = 0
    pence: int = 0

    def __add__(self, other):
        return Total(self.awards + other.awards, self.pence + other.pence)


@dataclass(frozen=True)
class Cell:
    """The awards of one programme, financial year (its first) and set of districts."""

    programme: str
    name: str
    year: int
    districts: tuple
    total: Total


def cells():
    """Every cell of the register as it stands."""
    last = PublishedAward.objects.order_by("-pk").values_list("pk", flat=True).first()
    if last is None:
        return []
    found = cache.get(key := f"funding-register:{last}")
    if found is None:
        found = list(_counted())
        cache.set(key, found, SECONDS)
    return found


def _counted():
    with connection.cursor() as cursor:
        cursor.execute(CUBE)
        for slug, name, year, districts, awards, pence in cursor.fetchall():
            yield Cell(slug, name, year, tuple(districts), Total(awards, pence))


def total_of(*, programme=ALL, year=None, district=ALL):
    """The total of a programme, a year, a district, or of all there is."""
    return sum(
        (
            cell.total
            for cell in cells()
            if programme in (ALL, cell.programme)
            and year in (None, cell.year)
            and (district == ALL or district in cell.districts)
        ),
        Total(),
    )


def by_district(*, programme=ALL, year=None):
    """{district: Total}. An award that reaches several counts in each of them, whole."""
    found = {}
    for cell in cells():
        if programme in (ALL, cell.programme) and year in (None, cell.year):
            for district in cell.districts:
                found[district] = found.get(district, Total()) + cell.total
    return found


def programmes():
    """[(slug, name)] of the programmes in the register, by name."""
    return sorted({cell.programme: cell.name for cell in cells()}.items(), key=lambda pair: pair[1])


def years():
    """The financial years (their first) in which something was awarded, latest first."""
    return sorted({cell.year for cell in cells()}, reverse=True)
