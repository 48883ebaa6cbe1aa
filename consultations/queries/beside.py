"""Breakdowns that stand beside figures of the same question, without giving a cell back.

A figure such as “54 of 78 came from the sector” is the sum of some cells of a breakdown.
Where it is published too, everybody knows that sum; so the cells inside and the cells
outside are each made safe by themselves.
"""

from civilsociety.documents.suppression import (
    Published,
    PublishedBreakdown,
    breakdown,
    percentage,
)
from consultations.queries.counts import SINGLE
from consultations.queries.published import published
from consultations.questionnaire.kinds import Kind


def groups(option_keys, figures):
    """The options parted so that every figure is a sum of whole parts."""
    parts = {}
    for key in option_keys:
        membership = tuple(key in figure for figure in figures)
        parts.setdefault(membership, []).append(key)
    return list(parts.values())


def figures_on(result, figures):
    """The sets of options that figures add up, of this question or by who was counted."""
    sets = [figure.any_of for figure in figures if figure.question_key == result.key]
    if result.kind == Kind.RESPONDING_AS:
        sets += [figure.filters.get("respondent_type") for figure in figures]
    return [frozenset(each) for each in sets if each]


def small_part(result, figures, *, threshold):
    """Whether figures of this question, taken from one another, leave a small group."""
    parts = groups(result.counts, figures_on(result, figures))
    sums = [sum(result.counts[key] for key in part) for part in parts]
    return len(parts) > 1 and any(total < threshold for total in sums)


def published_beside(result, figures, *, threshold):
    """The question's breakdown as it may stand beside these figures."""
    sets = figures_on(result, figures)
    if not sets or result.shape != SINGLE or result.base < threshold:
        return published(result, threshold=threshold).breakdown
    shown = {}
    for part in groups(result.counts, sets):
        counts = {key: result.counts[key] for key in part}
        part_of = breakdown(counts, sum(counts.values()), threshold=threshold)
        shown |= {key: cell.count for key, cell in part_of.cells}
    cells = tuple(
        (label, _cell(shown.get(key), result.base)) for key, label in result.labels.items()
    )
    base = published(result, threshold=threshold).breakdown.base
    return PublishedBreakdown(base, cells, SINGLE)


def _cell(count, base):
    return Published(None) if count is None else Published(count, base, percentage(count, base))
