"""Everything on the books at a moment, read once and summed in every direction.

A page about the framework shows the same pounds by year, source, programme and objective. They
are read from the ledger's one tally, in cells of year × source × programme, so that every table
of a page agrees with every other to the penny.
"""

from collections import defaultdict
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from civilsociety.budget.models import Head, Source, Year
from civilsociety.budget.queries.ceilings import ceilings_by
from civilsociety.budget.queries.figures import Figures, tally
from civilsociety.budget.queries.published.memory import remembered

NOTHING = Figures()
_SUMMED = [each.name for each in fields(Figures) if each.name != "ceiling"]


@dataclass(frozen=True)
class Cell:
    """The Figures of one source for one programme in one year."""

    year: Year
    source: Source
    head: Head
    figures: Figures


@dataclass(frozen=True)
class Books:
    """The cells of a selection, and of which moment: empty for now."""

    cells: tuple[Cell, ...]
    ceilings: dict
    as_at: date | None
    chosen: dict

    @property
    def total(self):
        """The Figures of everything chosen."""
        return _sum(self.cells)

    @property
    def ceiling(self):
        """What the sources may give at most, in pence."""
        return sum(self.ceilings.values())

    def by(self, part):
        """[(item, Figures)] in order; `part` is year, source, head or objective (text)."""
        groups = defaultdict(list)
        for cell in self.cells:
            key = cell.head.objective if part == "objective" else getattr(cell, part)
            groups[key].append(cell)
        return [(key, _sum(cells)) for key, cells in groups.items()]

    def address(self, figure, **part):
        """The page of the entries that a figure of this selection is made of."""
        return entries_address(figure, as_at=self.as_at, **{**self.chosen, **part})


def books(*, as_at=None, year=None, head=None):
    """Reads the ledger once: the Books of everything, of a year, or of a programme."""
    chosen = {"year": year, "head": head}
    years = {each.pk: each for each in Year.objects.all()}
    sources = {each.pk: each for each in Source.objects.all()}
    heads = {each.pk: each for each in Head.objects.select_related("purpose")}
    found = _tallied(chosen, as_at)
    cells = [Cell(years[y], sources[s], heads[h], sums) for (y, s, h), sums in found.items()]
    cells.sort(key=_order)
    ceilings = {} if head else ceilings_by(("year",), {"year": year}, as_at)
    return Books(
        cells=tuple(cells),
        ceilings={years[pk]: pence for (pk,), pence in ceilings.items()},
        as_at=as_at,
        chosen={name: value for name, value in chosen.items() if value},
    )


def _tallied(chosen, as_at):
    """The cells' Figures: from the counters now, from every entry for a past day."""
    parts = ("year", "source", "head")
    if as_at is None:
        return tally(parts, chosen)
    asked = sorted((part, item.pk) for part, item in chosen.items() if item)
    return remembered(("books", asked, as_at), lambda: tally(parts, chosen, as_at))


def _order(cell):
    """Years, then programmes as they are arranged, what has no programme last; then sources."""
    head = cell.head
    return (
        cell.year.starts_on,
        head.is_unallocated,
        head.position,
        head.name,
        cell.source.position,
    )


def _sum(cells):
    sums = {name: sum(getattr(cell.figures, name) for cell in cells) for name in _SUMMED}
    return replace(NOTHING, **sums)


def standing(figures):
    """What stands on the books in any place, in pence."""
    return (
        figures.unallocated
        + figures.available
        + figures.reserved
        + figures.committed
        + figures.paid
    )


def entries_address(
    figure, *, year=None, source=None, head=None, objective=None, as_at=None
):  # fmt: skip
    """The page of the entries behind a figure."""
    asked = {
        "figure": figure,
        "year": year.slug if year else "",
        "source": source.key if source else "",
        "programme": head.key if head else "",
        "objective": objective or "",
        "as-at": as_at.isoformat() if as_at else "",
    }
    pairs = {name: value for name, value in asked.items() if value}
    return f"{reverse('budget:entries')}?{urlencode(pairs)}"
