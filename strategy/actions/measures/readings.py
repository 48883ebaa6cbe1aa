"""Reading a measure, and correcting what was read. Nothing that was read is ever changed."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.ui.words import uk_date
from strategy.models import Measure, Reading
from strategy.queries.measures.words import reading_words
from strategy.rules.measures.readings import check_can_correct, check_can_enter


@transaction.atomic
def enter_reading(
    *, measure, on, value, by, now, today, base=None, commentary="", evidence="",
    evidence_link="", sample=False,
):  # fmt: skip
    """Writes down what a measure stood at on a day; `value` None with a commentary that says why.

    Two people entering the same day: the second is refused and told what stands. Raises Refused.
    """
    measure = _locked(measure)
    check_can_enter(measure, on=on, value=value, commentary=commentary, today=today)
    reading = Reading.objects.create(
        measure=measure,
        on=on,
        value=value,
        base=base,
        commentary=commentary,
        evidence=evidence,
        evidence_link=evidence_link,
        by=None if isinstance(by, str) else by,
        at=now,
        is_sample=sample,
    )
    record(
        verb="strategy.measure_read",
        target=measure,
        by=by,
        sentence=f"Read “{measure.name}” for {uk_date(on)}: {_words(reading)}.",
    )
    return reading


@transaction.atomic
def correct_reading(
    *, reading, value, why, by, now, base=None, commentary="", evidence="", evidence_link="",
    from_feed=False,
):  # fmt: skip
    """Replaces a reading by another of the same day, with the reason; the first stays to be seen.

    Raises Refused, also when somebody else corrected it first.
    """
    measure = _locked(reading.measure)
    reading = Reading.objects.select_related("corrected_by").get(pk=reading.pk)
    reading.measure = measure
    check_can_correct(reading, value=value, base=base, commentary=commentary, why=why)
    correction = Reading.objects.create(
        measure=measure,
        on=reading.on,
        value=value,
        base=base,
        commentary=commentary,
        evidence=evidence,
        evidence_link=evidence_link,
        from_feed=from_feed,
        corrects=reading,
        why_corrected=why,
        by=None if isinstance(by, str) else by,
        at=now,
        is_sample=reading.is_sample,
    )
    before, after = _words(reading), _words(correction)
    record(
        verb="strategy.reading_corrected",
        target=measure,
        by=by,
        sentence=f"Corrected “{measure.name}” for {uk_date(reading.on)}: {before} is now {after}.",
        details={"why": why},
    )
    return correction


def _locked(measure):
    """Whoever reads the same measure at once waits here."""
    measures = Measure.objects.select_for_update(of=("self",))
    return measures.select_related("objective__strategy").get(pk=measure.pk)


def _words(reading):
    return reading_words(reading.measure, reading, public=False)
