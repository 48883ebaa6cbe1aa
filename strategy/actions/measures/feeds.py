"""Measures that read themselves: a reading at the end of each period, exactly once.

What a source says later is never taken over by itself: it is flagged, and an officer corrects.
"""

from decimal import Decimal

from django.db import transaction

from civilsociety.audit.actions import SYSTEM, record
from civilsociety.refusal import Refused
from civilsociety.ui.words import uk_date
from strategy.actions.measures.readings import correct_reading
from strategy.models import Measure, Reading
from strategy.queries.measures.due import GRACE, due_days, period_before
from strategy.queries.measures.words import reading_words, value_words
from strategy.slots import feeds

# Older periods are settled: nobody asks their sources again.
ASKED_AGAIN = 12
HUNDREDTH = Decimal("0.01")
COULD_NOT = "The source could not tell for this period."
NOW_SAYS = "The source says {words} now: what was entered late is counted."


def measures_with_feeds():
    """The running, published measures that name a source: their numbers."""
    found = Measure.objects.filter(published_at__isnull=False, retired_on=None).exclude(feed="")
    return list(found.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def read_feed(*, measure, now, today):
    """Reads every period of a measure that has ended and was not read; returns the new readings.

    Run twice, at once or again, it writes nothing twice: the measure is locked meanwhile.
    """
    locked = Measure.objects.select_for_update(of=("self",)).select_related("objective__strategy")
    measure = locked.get(pk=measure.pk)
    feed = feeds().get(measure.feed)
    if feed is None or measure.retired_on or not measure.published_at:
        return []
    read = [_read(measure, feed, due, now) for due in _to_read(measure, today)]
    says = list(_differences(measure, feed))
    if says != measure.source_says:
        Measure.objects.filter(pk=measure.pk).update(source_says=says)
    return read


def _to_read(measure, today):
    """The due days that have ended, for which no reading counts."""
    days = list(measure.readings.values_list("on", flat=True))
    for due in due_days(measure, today):
        began = measure.baseline_on is None or due >= measure.baseline_on
        if due < today and began and not any(abs(due - day) <= GRACE for day in days):
            yield due


def _read(measure, feed, due, now):
    found = feed.read(*period_before(measure, due))
    reading = Reading.objects.create(
        measure=measure,
        on=due,
        value=_rounded(found.value),
        base=found.base,
        commentary=found.commentary or ("" if found.value is not None else COULD_NOT),
        evidence=found.evidence,
        evidence_link=found.link[:500],
        from_feed=True,
        by=None,
        at=now,
        is_sample=measure.is_sample,
    )
    record(
        verb="strategy.measure_read",
        target=measure,
        by=SYSTEM,
        sentence=f"“{measure.name}” read itself for {uk_date(due)}: "
        f"{reading_words(measure, reading, public=False)}.",
    )
    return reading


def _rounded(value):
    return None if value is None else Decimal(value).quantize(HUNDREDTH)


def _differences(measure, feed):
    """Where the source now says something else than stands: for the officers' page."""
    standing = measure.readings.filter(from_feed=True, corrected_by=None).order_by("-on")
    for reading in standing[:ASKED_AGAIN]:
        value = _rounded(feed.read(*period_before(measure, reading.on)).value)
        if value != reading.value:
            yield {"on": reading.on.isoformat(), "value": None if value is None else str(value)}


@transaction.atomic
def take_over(*, reading, by, now):
    """Corrects a reading to what its source says now. Raises Refused when it says the same."""
    measure = reading.measure
    feed = feeds().get(measure.feed)
    if feed is None:
        raise Refused("The source of this measure is no longer there. Enter a correction.")
    found = feed.read(*period_before(measure, reading.on))
    words = value_words(_rounded(found.value), measure.unit) or "that it cannot tell"
    correction = correct_reading(
        reading=reading,
        value=_rounded(found.value),
        base=found.base,
        why=NOW_SAYS.format(words=words),
        commentary=found.commentary or ("" if found.value is not None else COULD_NOT),
        evidence=found.evidence,
        evidence_link=found.link[:500],
        from_feed=True,
        by=by,
        now=now,
    )
    measure = Measure.objects.get(pk=measure.pk)
    left = [each for each in measure.source_says if each["on"] != reading.on.isoformat()]
    Measure.objects.filter(pk=measure.pk).update(source_says=left)
    return correction
