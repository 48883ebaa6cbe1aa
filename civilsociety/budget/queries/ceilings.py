"""Ceilings, now and as they were on a past day (from the record of what happened)."""

from collections import defaultdict
from datetime import datetime, time, timedelta

from django.utils import timezone

from civilsociety.audit.models import Event
from civilsociety.budget.models import Ceiling


def end_of(day):
    """The first moment after a day in the United Kingdom."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def ceilings_by(by, chosen, as_at=None):
    """{key: pence} of the ceilings of a selection; {} when it is narrower than a source."""
    narrow = {"head", "objective"}
    if narrow & set(by) or any(chosen.get(part) is not None for part in narrow):
        return {}
    where = {part: value for part, value in chosen.items() if value is not None}
    sums = defaultdict(int)
    for each in _as_at(Ceiling.objects.filter(**where), as_at):
        sums[tuple(getattr(each, f"{part}_id") for part in by)] += each.amount_pence
    return dict(sums) if by or sums else {(): 0}


def _as_at(ceilings, as_at):
    ceilings = list(ceilings)
    if as_at is None:
        return ceilings
    before = _what_later_changes_replaced(as_at)
    for each in ceilings:
        each.amount_pence = before.get(f"budget.ceiling:{each.pk}", each.amount_pence)
    return ceilings


def _what_later_changes_replaced(as_at):
    """{ceiling's name in the record: pence before its first change after the day}."""
    later = Event.objects.filter(verb="budget.ceiling_set", at__gte=end_of(as_at))
    replaced = {}
    for event in later.order_by("at", "pk"):
        replaced.setdefault(event.target, event.details["ceiling"][0])
    return replaced
