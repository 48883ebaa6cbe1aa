"""The figures of a pilot by quarter and district: as given, and as they may be published.

What counts people is published through `documents.crosstab` alone, so that no small group can be
read or worked out. A quarter is published once the partner has told of every district, nought
included: an empty cell would say what is behind the hidden ones.
"""

from collections import defaultdict
from dataclasses import dataclass

from civilsociety.documents import BarChart, Column, DataTable, Figure, Published, crosstab
from civilsociety.organisations.models import District
from funding.models import Award, PublishedAward, Reading
from funding.queries.partners.quarters import in_words

OUTSIDE = (District.MEDWAY, District.OUTSIDE_KENT)
PLACES = [(key, name) for key, name in District.choices if key not in OUTSIDE]
# Units of which a small number points at nobody. Everything else is taken for people.
NOT_PEOPLE = {
    "organisations", "groups", "charities", "hours", "days", "sessions", "events",
    "opportunities", "roles", "visits", "meetings", "workshops", "courses", "pounds",
}  # fmt: skip
ALL = "All of Kent"


def counts_people(indicator):
    """Whether a small number of it could point at a person."""
    return indicator.unit.strip().lower() not in NOT_PEOPLE


@dataclass(frozen=True)
class Told:
    """One indicator as a reader sees it: charts and a table, and what is not there and why.

    `quarters` are those shown, `waiting` those not complete yet (both first days).
    """

    indicator: object
    quarters: tuple
    waiting: tuple
    by_quarter: BarChart | None
    by_district: Figure | None


def published_awards(programme):
    """The awards of a programme that the register shows."""
    shown = PublishedAward.objects.filter(is_latest=True).values("award")
    return Award.objects.filter(programme=programme, pk__in=shown)


def readings_of(awards):
    """{indicator: {quarter: {(award, district): value}}} of some awards, in one question."""
    found = defaultdict(lambda: defaultdict(dict))
    rows = Reading.objects.filter(award__in=awards)
    for reading in rows.values_list("indicator", "quarter_starts_on", "award", "district", "value"):
        indicator, quarter, award, district, value = reading
        found[indicator][quarter][award, district] = value
    return found


def as_published(programme, *, threshold):
    """Each indicator of a programme with the figures anybody may read."""
    found = readings_of(published_awards(programme))
    return [
        _told(indicator, found.get(indicator.pk, {}), threshold)
        for indicator in programme.indicators.all()
    ]


def as_given(award):
    """Each indicator of one award with every figure there is, for the partner and officers."""
    found = readings_of([award])
    return [
        _told(indicator, found.get(indicator.pk, {}), None)
        for indicator in award.programme.indicators.all()
    ]


def _told(indicator, by_quarter, threshold):
    ready = [q for q in sorted(by_quarter) if threshold is None or is_complete(by_quarter[q])]
    waiting = tuple(q for q in sorted(by_quarter) if not is_complete(by_quarter[q]))
    if not ready:
        return Told(indicator, (), waiting, None, None)
    counts = {in_words(quarter): _by_place(by_quarter[quarter]) for quarter in ready}
    if threshold is not None and counts_people(indicator):
        cells, quarters, places, note = _suppressed(counts, threshold)
    else:
        cells, quarters, places, note = _plain(counts)
    base = f"{indicator.name}, in {indicator.unit}"
    chart = BarChart(f"{indicator.name} by quarter", tuple(quarters.items()), base)
    figure = Figure(
        BarChart(f"{indicator.name} by district", tuple(places.items()), _spell(ready)),
        _table(indicator, cells, quarters, places, note),
    )
    return Told(indicator, tuple(ready), waiting, chart, figure)


def is_complete(values):
    """Whether there is a figure for every district from each award that told of the quarter."""
    awards = {award for award, _ in values}
    return all((award, place) in values for award in awards for place, _ in PLACES)


def _by_place(values):
    """{name of the place: sum, or None where nobody told}, in the order of the districts."""
    sums = {}
    for place, name in PLACES:
        given = [value for (_, district), value in values.items() if district == place]
        sums[name] = sum(given) if given else None
    return sums


def _suppressed(counts, threshold):
    found = crosstab(counts, threshold=threshold)
    names = [name for _, name in PLACES]
    hidden = Published(None)
    cells = {q: dict.fromkeys(names, hidden) for q in counts}
    for quarter, row in found.rows:
        cells[quarter] = dict(zip(found.columns, row, strict=True))
    # Bare numbers: a share of all quarters would say nothing here.
    bare = {q: {n: Published(each.count) for n, each in row.items()} for q, row in cells.items()}
    quarters = {quarter: Published(found.row_totals[quarter].count) for quarter in counts}
    places = {name: Published(found.column_totals[name].count) for name in names}
    return bare, quarters, places, "" if _all_shown(bare) else _note(threshold)


def _all_shown(cells):
    return all(each.shown for row in cells.values() for each in row.values())


def _note(threshold):
    return (
        f"Groups of fewer than {threshold} people are not shown, nor any figure from which they "
        "could be worked out, so that nobody can be recognised."
    )


def _plain(counts):
    quarters = {quarter: Published(_sum(row.values())) for quarter, row in counts.items()}
    places = {name: Published(_sum(row[name] for row in counts.values())) for _, name in PLACES}
    return counts, quarters, places, ""


def _sum(values):
    return sum(value for value in values if value is not None)


def _table(indicator, cells, quarters, places, note):
    """Districts down, quarters across, both with their sums as far as they may be shown."""
    columns = tuple(Column(label, "number") for label in (*quarters, "All"))
    rows = [
        (name, *(cells[quarter][name] for quarter in quarters), places[name]) for _, name in PLACES
    ]
    every = [figure.count for figure in quarters.values()]
    whole = Published(None if None in every else sum(every))
    rows.append((ALL, *quarters.values(), whole))
    return DataTable(
        f"{indicator.name} by quarter and district",
        (Column("District"), *columns),
        tuple(rows),
        base=f"Counted: {indicator.definition}",
        note=note,
        key=f"indicator-{indicator.pk}",
    )


def _spell(quarters):
    if len(quarters) == 1:
        return in_words(quarters[0])
    return f"{in_words(quarters[0])} until {in_words(quarters[-1])}"


FILE_COLUMNS = (
    Column("Indicator"),
    Column("Unit"),
    Column("Quarter"),
    Column("Quarter begins", "date"),
    Column("District"),
    Column("Figure", "number"),
)


def rows_of_file(told):
    """The figures as one row each, as they are shown: hidden ones say so."""
    for each in told:
        table = each.by_district.table if each.by_district else None
        for place in table.rows[:-1] if table else ():
            for quarter, figure in zip(each.quarters, place[1:-1], strict=True):
                yield (
                    each.indicator.name,
                    each.indicator.unit,
                    in_words(quarter),
                    quarter,
                    place[0],
                    figure,
                )
