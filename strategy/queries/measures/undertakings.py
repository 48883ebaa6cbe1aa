"""Actions promised elsewhere, as pages and reports show them."""

from strategy.models import Measure, Undertaking
from strategy.queries.measures.due import is_late
from strategy.states import UndertakingState

RUNNING = (UndertakingState.OPEN, UndertakingState.UNDER_WAY)


def late_undertaking(undertaking, today):
    """Whether it is still open a fortnight after the day it was due."""
    return undertaking.state in RUNNING and is_late(undertaking.due_on, today)


def undertakings_of(strategy, *, today, public=True):
    """The actions of a strategy, running ones first, each with `.late`, `.last` and its updates."""
    found = strategy.undertakings.prefetch_related("updates")
    if public:
        found = found.filter(published_at__isnull=False)
    rows = list(found)
    for row in rows:
        row.strategy = strategy
        row.late = late_undertaking(row, today)
        updates = list(row.updates.all())
        row.last = updates[-1] if updates else None
    return sorted(rows, key=lambda row: row.state not in RUNNING)


def measures_of(undertaking, *, public=True):
    """The measures that show whether it is kept."""
    measures = Measure.objects.filter(undertakings__undertaking=undertaking)
    if public:
        measures = measures.filter(published_at__isnull=False)
    return measures.select_related("objective__strategy")


def undertakings_on(measure):
    """The published actions that a measure shows something of."""
    found = Undertaking.objects.filter(measured_by__measure=measure, published_at__isnull=False)
    return found.select_related("strategy").order_by("pk")
