"""Measures as pages and reports show them: each with its readings, course and next due day."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch

from strategy.models import Measure, Objective, Reading
from strategy.queries.measures.course import Course, course_of
from strategy.queries.measures.due import is_late, next_due
from strategy.queries.measures.words import (
    aim_words,
    base_words,
    is_kept_back,
    reading_words,
    start_words,
)


@dataclass(frozen=True)
class Shown:
    """One reading as it may be read: its words, the number a chart draws, what it replaces."""

    reading: Reading
    words: str
    number: object  # Decimal; None where there is none to show
    base: str
    kept_back: bool
    replaces: "Shown | None" = None

    @property
    def day(self):
        """The day it speaks of."""
        return self.reading.on


@dataclass(frozen=True)
class Row:
    """A measure with its readings as they stand now, the earliest first."""

    measure: Measure
    readings: list
    course: Course
    due: date | None
    late: bool
    every: list = field(default_factory=list)  # corrected ones too, in the order of writing

    @property
    def last(self):
        """The latest reading, or None."""
        return self.readings[-1] if self.readings else None

    @property
    def start(self):
        """Where it stood, in words."""
        return start_words(self.measure)

    @property
    def aim(self):
        """Where it should be, in words."""
        return aim_words(self.measure)


def row_of(measure, *, today, public=True, until=None):
    """The Row of a measure on a day; with `until`, of readings that speak of days up to then."""
    every = [r for r in measure.readings.all() if until is None or r.on <= until]
    replaced = {reading.corrects_id for reading in every}
    shown = {}
    for reading in sorted(every, key=lambda r: r.pk):
        shown[reading.pk] = _shown(measure, reading, shown.get(reading.corrects_id), public)
    current = [shown[r.pk] for r in every if r.pk not in replaced]
    current.sort(key=lambda each: (each.day, each.reading.pk))
    last = current[-1].reading if current else None
    due = next_due(measure, last.on if last else None)
    return Row(
        measure,
        current,
        course_of(measure, last, public=public),
        due,
        is_late(due, today) and measure.published_at is not None,
        list(shown.values()),
    )


def _shown(measure, reading, replaces, public):
    hidden = is_kept_back(measure, reading)
    return Shown(
        reading,
        reading_words(measure, reading, public=public),
        None if public and hidden else reading.value,
        base_words(reading),
        hidden,
        replaces,
    )


@dataclass(frozen=True)
class Group:
    """An objective with its measures, those that are retired apart."""

    objective: Objective
    rows: list
    retired: list


def board_of(strategy, *, today, public=True, until=None):
    """The objectives of a strategy in order, as Groups; three queries however many there are."""
    measures = Measure.objects.order_by("pk")
    if public:
        measures = measures.filter(published_at__isnull=False)
    objectives = strategy.objectives.prefetch_related(
        Prefetch("measures", measures.prefetch_related(readings()))
    )
    groups = []
    for objective in objectives:
        objective.strategy = strategy
        rows = [
            row_of(each, today=today, public=public, until=until)
            for each in objective.measures.all()
        ]
        running = [row for row in rows if not row.measure.retired_on]
        retired = [row for row in rows if row.measure.retired_on]
        if rows or not objective.retired_on:
            groups.append(Group(objective, running, retired))
    return groups


def readings():
    """Readings, to be read ahead with their measures."""
    return Prefetch("readings", Reading.objects.select_related("by").order_by("on", "pk"))


def counts_of(groups):
    """How many running measures stand at each Course, and how many are late: {name: number}."""
    rows = [row for group in groups for row in group.rows]
    found = {course.value: 0 for course in Course}
    for row in rows:
        found[row.course.value] += 1
    return found | {"measures": len(rows), "late": sum(row.late for row in rows)}
