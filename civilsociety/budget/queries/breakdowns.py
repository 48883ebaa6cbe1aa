"""The figures in rows: by year, source, head and objective, each in a constant few queries."""

from typing import NamedTuple

from civilsociety.budget.models import Head, Source, Year
from civilsociety.budget.queries.figures import Figures, tally


class Row(NamedTuple):
    """One row of a table: the Year, Source, Head or objective (text), and its Figures."""

    item: object
    figures: Figures


def by_year(*, as_at=None, **chosen):
    """Every year, the earliest first."""
    return _rows("year", Year.objects.all(), chosen, as_at)


def by_source(year=None, *, as_at=None, **chosen):
    """Every source, in their order; of a year, or of all."""
    return _rows("source", Source.objects.all(), {"year": year, **chosen}, as_at)


def by_head(year=None, *, as_at=None, **chosen):
    """The heads that have or had money; of a year, or of all."""
    heads = Head.objects.select_related("purpose", "single_source")
    return _rows("head", heads, {"year": year, **chosen}, as_at, only_found=True)


def by_objective(year=None, *, as_at=None, **chosen):
    """Each objective of the strategy that money serves, in order; "" for heads without one."""
    sums = tally(("objective",), {"year": year, **chosen}, as_at)
    return [Row(objective, sums[objective,]) for (objective,) in sorted(sums)]


def _rows(part, items, chosen, as_at, *, only_found=False):
    sums = tally((part,), chosen, as_at)
    return [
        Row(item, sums.get((item.pk,), Figures()))
        for item in items
        if not only_found or (item.pk,) in sums
    ]
