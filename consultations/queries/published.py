"""Results as they may be shown: the one way from `counts` to a page, a file or a report."""

from dataclasses import dataclass, replace
from statistics import median

from django.conf import settings

from civilsociety.documents import (
    Published,
    PublishedBase,
    PublishedBreakdown,
    breakdown,
    crosstab,
    total,
)
from civilsociety.documents.suppression import figure
from consultations.queries.counts import NUMBER, SEVERAL, SINGLE


@dataclass(frozen=True)
class PublishedNumbers:
    """A number question in four figures; all of them None where too few answered."""

    lowest: int | None = None
    median: float | None = None
    highest: int | None = None
    mean: float | None = None

    @property
    def shown(self):
        """Whether there are figures to show."""
        return self.median is not None


@dataclass(frozen=True)
class PublishedResult:
    """One question's result as it may be shown; `result` stays behind for words and keys."""

    result: object
    base: PublishedBase
    breakdown: PublishedBreakdown | None = None
    numbers: PublishedNumbers | None = None

    @property
    def rows(self):
        """(label, figure) in the order asked; empty when nothing may be shown."""
        return self.breakdown.cells if self.breakdown else ()

    @property
    def note(self):
        """What a reader must know about what is not shown."""
        return self.breakdown.note if self.breakdown else ""


def published(result, *, threshold=None):
    """One question's result, small numbers left out."""
    threshold = threshold or settings.SUPPRESSION_THRESHOLD
    if result.shape in {SINGLE, SEVERAL}:
        cells = breakdown(result.counts, result.base, threshold=threshold, kind=result.shape)
        return PublishedResult(result, cells.base, _labelled(cells, result))
    base = total(result.base, threshold=threshold)
    return PublishedResult(result, base, numbers=_numbers(result, base.shown))


def published_part(parts, part, result, *, threshold=None):
    """One question's result for one part of a whole whose own result is shown as well.

    `parts` is what `counts.results_by` gave: every part of that whole. `result` is the
    question's result in the part wanted. All parts are judged together, so that nothing can
    be found by taking one from the whole.
    """
    threshold = threshold or settings.SUPPRESSION_THRESHOLD
    found = {name: each.find(result.key, result.wording) for name, each in parts.items()}
    if result.shape == SEVERAL:
        judged = _several_of_part(found, part, threshold)
    else:
        judged = _cells(_counts_of_parts(found), part, threshold)
    if result.shape in {SINGLE, SEVERAL}:
        return PublishedResult(result, judged.base, _labelled(judged, result))
    return PublishedResult(result, judged.base, numbers=_numbers(result, judged.base.shown))


def _counts_of_parts(found):
    """Part → option → count; what is not counted by options is one column of its own."""
    options = dict.fromkeys(key for each in found.values() for key in each.counts)
    return {
        name: {key: each.counts.get(key, 0) for key in options} or {"": each.base}
        for name, each in found.items()
    }


def _cells(counts, part, threshold):
    """The row of one part out of the table of all parts."""
    table = crosstab(counts, threshold=threshold)
    size = table.row_totals[part]
    if not size.shown:
        return PublishedBreakdown(PublishedBase(None, threshold), (), SINGLE)
    cells = zip(table.columns, dict(table.rows)[part], strict=True)
    return PublishedBreakdown(PublishedBase(size.count, threshold), tuple(cells), SINGLE)


def _several_of_part(found, part, threshold):
    """Each option alone: those who chose it, and those who did not, in every part."""
    cells, base = [], PublishedBase(None, threshold)
    for option in found[part].counts:
        pairs = {
            name: {True: each.counts.get(option, 0), False: each.base - each.counts.get(option, 0)}
            for name, each in found.items()
        }
        row = _cells(pairs, part, threshold)
        base = row.base
        cells.append((option, row[True]))
    return PublishedBreakdown(base, tuple(cells) if base.shown else (), SEVERAL)


def exact(result):
    """One question's result with every count, for an officer whose look is written down."""
    base = PublishedBase(result.base, 0)
    if result.shape not in {SINGLE, SEVERAL}:
        return PublishedResult(result, base, numbers=_numbers(result, result.base > 0))
    cells = tuple((option.label, _exact(option.count, result.base)) for option in result.options)
    return PublishedResult(result, base, PublishedBreakdown(base, cells, result.shape))


def _exact(count, base):
    return figure(count, base) if base else Published(0, 0, 0)


def _labelled(cells, result):
    labelled = tuple((result.labels.get(key, key), figure) for key, figure in cells.cells)
    return replace(cells, cells=labelled)


def _numbers(result, shown):
    if result.shape != NUMBER:
        return None
    if not shown:
        return PublishedNumbers()
    values = [int(value) for value, count in result.values for _ in range(count)]
    mean = round(sum(values) / len(values), 1)
    return PublishedNumbers(min(values), _plain(median(values)), max(values), _plain(mean))


def _plain(number):
    return int(number) if number == int(number) else number
