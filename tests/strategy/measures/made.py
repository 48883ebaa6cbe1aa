"""The measures that tests speak of."""

from datetime import UTC, date, datetime
from decimal import Decimal

from strategy.actions.measures import measures as acts
from strategy.actions.measures import readings, undertakings
from strategy.models import Measure
from strategy.slots import Feed, FeedReading, measure_feeds

NOW = datetime(2022, 7, 1, 9, tzinfo=UTC)
TODAY = NOW.date()


def an_objective(strategy, by, title="A volunteering system that works"):
    return acts.add_objective(
        strategy=strategy, by=by, title=title, section_key="volunteering", description="So."
    )


def a_measure(objective, by, *, published=True, now=NOW, **fields):
    """31% on 1 October 2021, 50% by 31 March 2024; read every six months from 31 March 2022."""
    given = {
        "name": "Organisations that find the volunteers they need",
        "definition": "Organisations that say so in the yearly survey.",
        "unit": Measure.Unit.PERCENT,
        "direction": Measure.Direction.UP,
        "baseline": Decimal(31),
        "baseline_on": date(2021, 10, 1),
        "target": Decimal(50),
        "target_on": date(2024, 3, 31),
        "source": "The yearly survey of the sector",
        "frequency": Measure.Frequency.SIX_MONTHLY,
        "first_due_on": date(2022, 3, 31),
        "owner": "Head of Strategy",
        "section_key": "volunteering",
    }
    measure = acts.add_measure(objective=objective, by=by, **(given | fields))
    return acts.publish_measure(measure=measure, by=by, now=now) if published else measure


def a_reading(measure, by, on=date(2022, 3, 31), value=36, *, now=NOW, **fields):
    given = {"evidence": "The survey of March.", "commentary": "More said yes."}
    value = None if value is None else Decimal(value)
    return readings.enter_reading(
        measure=measure, on=on, value=value, by=by, now=now, today=now.date(), **(given | fields)
    )


def an_undertaking(strategy, by, *, published=True, **fields):
    given = {
        "body": "Select Committee on Loneliness and Social Isolation",
        "reference": "Recommendation 4",
        "title": "Reset the response to loneliness",
        "words": "Report on the reset within six months.",
        "asked_on": date(2021, 10, 13),
        "owner": "Head of Strategy",
        "due_on": date(2022, 4, 13),
        "section_key": "volunteering",
    }
    found = undertakings.add_undertaking(strategy=strategy, by=by, **(given | fields))
    if published:
        undertakings.publish_undertaking(undertaking=found, by=by, now=NOW)
    return found


class Source:
    """A feed whose answer a test sets; `asked` keeps the periods it was asked for."""

    def __init__(self, value=12):
        self.value, self.asked = value, []

    def read(self, since, until):
        self.asked.append((since, until))
        value = None if self.value is None else Decimal(self.value)
        return FeedReading(value, evidence=f"Counted to {until}.")

    def register(self):
        feed = Feed("test-source", "A source of tests", Measure.Unit.NUMBER, self.read)
        measure_feeds.register("test-source", lambda: [feed])
        return self


def forget_source():
    measure_feeds._fillers.pop("test-source", None)
