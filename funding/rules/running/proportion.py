"""How much is asked of a grant holder, by the size of the award.

The rule (IVAR, “Better reporting”: no more than the funder uses, in proportion to the money):
a small award is paid at once and tells of itself in a few lines; a middling one is paid at once
and reports at the end; a large one is paid in three parts and reports half-way and at the end;
a commissioned pilot is paid and reports every quarter.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from funding.models.choices import ProgrammeKind, ReminderKind, ReportKind

MOST_OF_SMALL_PENCE = 1_000_00
MOST_OF_MIDDLING_PENCE = 10_000_00
# Per cent of a large award: at the start, half-way, at the end.
PARTS_OF_LARGE = (50, 40, 10)
# Days between what a report covers and its last day.
TO_REPORT = {
    ReportKind.SHORT: 28,
    ReportKind.INTERIM: 14,
    ReportKind.QUARTERLY: 28,
    ReportKind.FINAL: 56,
}
# Days before the last day of a report (less than nothing: after it).
REMINDERS_OF_SMALL = {ReminderKind.SOON: 7, ReminderKind.LATE: -1}
REMINDERS = {ReminderKind.AHEAD: 28, **REMINDERS_OF_SMALL}
TITLES = {
    ReportKind.SHORT: "A few lines at the end",
    ReportKind.INTERIM: "Half-way report",
    ReportKind.FINAL: "Report at the end",
}


@dataclass(frozen=True)
class Part:
    """One payment to come: pence, the first day it may be paid, what it is for."""

    pence: int
    due_on: date
    what_for: str


@dataclass(frozen=True)
class Telling:
    """One report to come; both days it covers and its last day are inclusive."""

    kind: str
    title: str
    covers_from: date
    covers_until: date
    due_on: date


def payments_for(*, pence, starts_on, ends_on, kind=ProgrammeKind.GRANT_ROUND):
    """The payments an award of this size begins with; they add up to it to the penny."""
    if kind == ProgrammeKind.PILOT:
        quarters = quarters_of(starts_on, ends_on)[:pence]
        amounts = shares(pence, [1] * len(quarters))
        return [
            Part(amount, first, f"Quarter {number} of {len(quarters)}")
            for number, (amount, (first, _)) in enumerate(zip(amounts, quarters, strict=True), 1)
        ]
    if pence <= MOST_OF_MIDDLING_PENCE:
        return [Part(pence, starts_on, "The whole grant, at the start")]
    first, second, third = shares(pence, PARTS_OF_LARGE)
    half, end = half_way(starts_on, ends_on), ends_on + timedelta(days=1)
    return [
        Part(first, starts_on, "First part, at the start"),
        Part(second, max(half, starts_on), "Second part, when the half-way report is in"),
        Part(third, end, "Last part, when the report at the end is in"),
    ]


def reports_for(*, pence, starts_on, ends_on, kind=ProgrammeKind.GRANT_ROUND):
    """The reports an award of this size is asked for."""
    if kind == ProgrammeKind.PILOT:
        quarters = quarters_of(starts_on, ends_on)
        return [
            *[
                _telling(ReportKind.QUARTERLY, first, last, f"Quarter {number}")
                for number, (first, last) in enumerate(quarters, 1)
            ],
            _telling(ReportKind.FINAL, starts_on, ends_on),
        ]
    if pence <= MOST_OF_SMALL_PENCE:
        return [_telling(ReportKind.SHORT, starts_on, ends_on)]
    final = _telling(ReportKind.FINAL, starts_on, ends_on)
    if pence <= MOST_OF_MIDDLING_PENCE:
        return [final]
    return [_telling(ReportKind.INTERIM, starts_on, half_way(starts_on, ends_on)), final]


def reminders_for(pence):
    """{kind of reminder: days before the last day} for an award of this size."""
    return REMINDERS_OF_SMALL if pence <= MOST_OF_SMALL_PENCE else REMINDERS


# The earliest reminder there is, of any award.
MOST_DAYS_AHEAD = max(REMINDERS.values())


def shares(pence, weights):
    """Pence divided by weights. Each is within a penny of its share; together they are all of it.

    What has been given out after each part is rounded down, so the odd pennies come last.
    """
    whole, so_far, bounds = sum(weights), 0, [0]
    for weight in weights:
        so_far += weight
        bounds.append(pence * so_far // whole)
    return [after - before for before, after in pairwise(bounds)]


def half_way(starts_on, ends_on):
    """The day in the middle of an award."""
    return starts_on + (ends_on - starts_on) // 2


def quarters_of(starts_on, ends_on):
    """[(first day, last day)] of each quarter of an award; the last may be shorter."""
    found, first, number = [], starts_on, 0
    while first <= ends_on:
        number += 1
        following = months_after(starts_on, 3 * number)
        found.append((first, min(following - timedelta(days=1), ends_on)))
        first = following
    return found


def months_after(day, months):
    """The corresponding day so many months later; the last of the month where there is none.

    How the law counts months of notice (Dodds v Walker [1981] 1 WLR 1027).
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (following - timedelta(days=1)).day))


def _telling(kind, first, last, title=""):
    return Telling(kind, title or TITLES[kind], first, last, last + timedelta(days=TO_REPORT[kind]))
