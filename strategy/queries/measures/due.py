"""When a measure is due to be read, and when it is late. Days are those of UK calendars.

A measure is due on its first day and then every three, six or twelve months, until the first due
day on or after the day of its aim. A day that ends its month stays the end of the month. A reading
counts for every due day up to a fortnight after the day it speaks of; a fortnight after the due
day without one, the measure is late.
"""

from calendar import monthrange
from datetime import date, timedelta
from itertools import count, takewhile

from django.utils import timezone

from strategy.models import Measure

GRACE = timedelta(days=14)
_EVERY = Measure.Frequency
MONTHS = {_EVERY.QUARTERLY: 3, _EVERY.SIX_MONTHLY: 6, _EVERY.ANNUAL: 12}


def add_months(day, months):
    """The same day so many months later (or before); the end of a month stays the end of one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    ends_month = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if ends_month else min(day.day, last))


def first_due(measure):
    """The first day a reading is due; None where nothing says so yet."""
    if measure.first_due_on:
        return measure.first_due_on
    if measure.frequency == _EVERY.ONCE:
        return measure.target_on
    began = measure.baseline_on or (
        timezone.localdate(measure.published_at) if measure.published_at else None
    )
    return add_months(began, MONTHS[measure.frequency]) if began else None


def due_days(measure, until):
    """Every due day up to and with `until`, the earliest first."""
    return takewhile(lambda day: day <= until, _schedule(measure))


def next_due(measure, last_on=None):
    """The day the next reading is due, after one that speaks of `last_on`; None when none is."""
    if measure.retired_on:
        return None
    days = _schedule(measure)
    return next((day for day in days if last_on is None or day > last_on + GRACE), None)


def _schedule(measure):
    """Every day the measure is due, without end where it has no aim."""
    first, months = first_due(measure), MONTHS.get(measure.frequency)
    if first is None:
        return
    for number in count():
        day = add_months(first, number * (months or 0))
        yield day
        if months is None or (measure.target_on is not None and day >= measure.target_on):
            return


def is_late(due, today):
    """Whether a due day passed more than a fortnight ago."""
    return due is not None and today > due + GRACE


def period_before(measure, due):
    """(since, until), both inclusive: the period that ends on a due day."""
    months = MONTHS.get(measure.frequency)
    if months is None:
        return measure.baseline_on or timezone.localdate(measure.published_at), due
    return add_months(due, -months) + timedelta(days=1), due
