"""What is late, and what comes due soon: for the officers' list and the desk."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from strategy.models import Measure, Undertaking
from strategy.queries.measures.board import readings, row_of
from strategy.queries.measures.due import is_late
from strategy.queries.measures.undertakings import RUNNING

SOON = timedelta(days=14)


@dataclass(frozen=True)
class Due:
    """Something that is due: what, where to see to it, who answers for it, since or until when."""

    title: str
    url: str
    owner: str
    owner_user_id: int | None
    on: date
    late: bool
    is_measure: bool = True


def due_things(today, *, strategy=None):
    """Published measures and actions that are due within a fortnight or late, the oldest first."""
    found = [*_measures(today, strategy), *_undertakings(today, strategy)]
    return sorted(found, key=lambda each: each.on)


def late_things(today, *, strategy=None):
    """Those of them that are late."""
    return [each for each in due_things(today, strategy=strategy) if each.late]


def _measures(today, strategy):
    measures = Measure.objects.filter(published_at__isnull=False, retired_on=None)
    if strategy:
        measures = measures.filter(objective__strategy=strategy)
    related = measures.select_related("objective__strategy")
    for measure in related.prefetch_related(readings()):
        row = row_of(measure, today=today, public=False)
        if row.due and row.due <= today + SOON:
            slug = measure.objective.strategy.slug
            yield Due(
                measure.name,
                reverse("strategy:enter_reading", args=[slug, measure.slug]),
                measure.owner,
                measure.owner_user_id,
                row.due,
                row.late,
            )


def _undertakings(today, strategy):
    undertakings = Undertaking.objects.filter(
        published_at__isnull=False, state__in=RUNNING, due_on__lte=today + SOON
    )
    if strategy:
        undertakings = undertakings.filter(strategy=strategy)
    for each in undertakings.select_related("strategy"):
        address = reverse("strategy:tell_undertaking", args=[each.strategy.slug, each.slug])
        late = is_late(each.due_on, today)
        yield Due(each.title, address, each.owner, None, each.due_on, late, False)
