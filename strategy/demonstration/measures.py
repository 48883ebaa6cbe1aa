"""Measures, readings, actions and reports of the demonstration, in the order they happened.

The objectives, what was asked for and when are public record. Every figure and update was made
up and is marked as a sample; measures that read themselves count what the demonstration holds,
so load them after the other apps' rows.
"""

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import yaml
from django.db import transaction
from django.utils import timezone

from strategy.actions.measures import feeds as feeding
from strategy.actions.measures import measures as acts
from strategy.actions.measures import progress, readings, undertakings
from strategy.demonstration.story import SLUG
from strategy.models import Measure, ProgressReport, Strategy, Undertaking
from strategy.slots import feeds

FILE = Path(__file__).parent / "measures.yaml"


def load(*, by, today):
    """Loads what had happened by `today`; a second time nothing changes.

    `by` is a user or audit's SYSTEM. The strategy's versions must be there.
    """
    told = yaml.safe_load(FILE.read_text())
    strategy = Strategy.objects.get(slug=SLUG)
    if not strategy.objectives.exists():
        _objectives(strategy, told["objectives"], by)
    _undertakings(strategy, told["actions"], by)
    for day, kind, row in sorted(_events(told), key=lambda each: (each[0], each[1])):
        if day <= today:
            _HAPPENED[kind](strategy, row, by, _moment(day))
    _feed(today)
    return strategy


def _moment(day):
    """Ten in the morning, UK time: when a thing of that day is said to have been written down."""
    return timezone.make_aware(datetime.combine(day, time(10)))


def _objectives(strategy, rows, by):
    for row in rows:
        kept = {name: value for name, value in row.items() if name != "measures"}
        objective = acts.add_objective(strategy=strategy, by=by, **kept)
        for measure in row["measures"]:
            _measure(objective, measure, by)


def _measure(objective, row, by):
    """A measure, published when the strategy was; one of a source only where the source is."""
    feed = row.get("feed", "")
    if feed and feed not in feeds():
        return
    kept = {name: value for name, value in row.items() if name != "readings"}
    for name in ("baseline", "target"):
        if kept.get(name) is not None:
            kept[name] = Decimal(str(kept[name]))
    measure = acts.add_measure(objective=objective, by=by, sample=True, **(COMMON | kept))
    acts.publish_measure(measure=measure, by=by, now=_moment(PUBLISHED_ON))


def _undertakings(strategy, rows, by):
    for row in rows:
        if Undertaking.objects.filter(slug=row["slug"]).exists():
            continue
        kept = {name: value for name, value in row.items() if name not in ("updates", "measures")}
        measures = Measure.objects.filter(slug__in=row.get("measures", []))
        found = undertakings.add_undertaking(
            strategy=strategy, by=by, measures=list(measures), sample=True, **kept
        )
        now = _moment(PUBLISHED_ON)
        undertakings.publish_undertaking(undertaking=found, by=by, now=now)


def _events(told):
    """(day, kind, row) of everything that happened: readings, corrections, updates, reports."""
    for objective in told["objectives"]:
        for measure in objective["measures"]:
            for row in measure.get("readings", []):
                yield row["told"], "1 reading", {"slug": measure["slug"], **row}
                if "corrected" in row:
                    correction = {"slug": measure["slug"], "day": row["day"], **row["corrected"]}
                    yield correction.pop("told"), "2 correction", correction
    for action in told["actions"]:
        for row in action.get("updates", []):
            yield row["day"], "3 update", {"slug": action["slug"], **row}
    for row in told["reports"]:
        yield row["published"], "4 report", row


def _read(strategy, row, by, now):
    measure = Measure.objects.get(slug=row["slug"])
    if measure.readings.filter(on=row["day"]).exists():
        return
    readings.enter_reading(
        measure=measure,
        on=row["day"],
        value=None if row["value"] is None else Decimal(str(row["value"])),
        base=row.get("base"),
        commentary=row["commentary"],
        evidence=row.get("evidence", ""),
        by=by,
        now=now,
        today=timezone.localdate(now),
        sample=True,
    )


def _correct(strategy, row, by, now):
    reading = Measure.objects.get(slug=row["slug"]).readings.get(on=row["day"], corrects=None)
    if hasattr(reading, "corrected_by"):
        return
    readings.correct_reading(
        reading=reading,
        value=Decimal(str(row["value"])),
        base=row["base"],
        commentary=reading.commentary,
        evidence=reading.evidence,
        why=row["why"],
        by=by,
        now=now,
    )


def _update(strategy, row, by, now):
    action = Undertaking.objects.get(slug=row["slug"])
    if action.updates.filter(on=row["day"]).exists():
        return
    undertakings.tell_undertaking(
        undertaking=action,
        on=row["day"],
        state=row["state"],
        text=row["text"],
        by=by,
        now=now,
        today=timezone.localdate(now),
    )


def _report(strategy, row, by, now):
    """Made and published in one step, so that no worker is needed while it loads."""
    names = ("kind", "title", "starts_on", "ends_on", "to_whom", "meets_on", "introduction")
    kept = {name: row[name] for name in (*names, "conclusion")}
    if ProgressReport.objects.filter(strategy=strategy, title=row["title"]).exists():
        return
    today = timezone.localdate(now)
    _feed(today)
    with transaction.atomic():
        report = progress.start_report(
            strategy=strategy, by=by, now=now, today=today, sample=True, **kept
        )
        progress.build_report(report=report, now=now)
        progress.publish_report(report=report, by=by, now=now, today=today)


_HAPPENED = {
    "1 reading": _read,
    "2 correction": _correct,
    "3 update": _update,
    "4 report": _report,
}


def _feed(today):
    """Lets the measures with a source read themselves, as they would have every night."""
    for measure in Measure.objects.exclude(feed="").filter(is_sample=True):
        feeding.read_feed(measure=measure, now=_moment(today), today=today)


# The day after Cabinet.
PUBLISHED_ON = date(2021, 12, 10)
COMMON = {
    "unit": Measure.Unit.PERCENT,
    "direction": Measure.Direction.UP,
    "frequency": Measure.Frequency.ANNUAL,
    "baseline_on": date(2021, 4, 1),
    "target_on": date(2024, 3, 31),
    "first_due_on": date(2022, 3, 31),
}
