"""Measures that read themselves: once for each period, and corrected by a person only."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from civilsociety.refusal import Refused
from strategy.actions.measures import feeds as acts
from strategy.actions.measures.measures import change_measure, retire_measure
from strategy.models import Reading
from strategy.slots import feeds
from strategy.tasks.measures import read_feeds
from tests.strategy.measures import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def fed(objective, olivia, source):
    """Reads itself from the test’s source every quarter, from the end of 2021."""
    return made.a_measure(
        objective, olivia, name="Grants", unit="number", feed="test-source",
        frequency="quarterly", first_due_on=date(2021, 12, 31), baseline=Decimal(0),
        target=Decimal(60),
    )  # fmt: skip


def read(measure, today=date(2022, 4, 1)):
    return acts.read_feed(measure=measure, now=made.NOW, today=today)


def test_every_period_that_has_ended_is_read_once(fed, source):
    read(fed, date(2022, 3, 31))  # its last day is not over
    assert [r.on for r in Reading.objects.all()] == [date(2021, 12, 31)]
    read(fed)
    read(fed)
    assert [r.on for r in Reading.objects.all()] == [date(2021, 12, 31), date(2022, 3, 31)]
    assert source.asked[0] == (date(2021, 10, 1), date(2021, 12, 31))
    assert all(r.from_feed and r.by is None for r in Reading.objects.all())


def test_a_reading_of_an_officer_is_not_read_again(fed, olivia):
    made.a_reading(fed, olivia, on=date(2022, 3, 28), value=9)
    read(fed)
    assert [(r.on, r.value) for r in Reading.objects.all()] == [
        (date(2021, 12, 31), 12),
        (date(2022, 3, 28), 9),
    ]


def test_what_cannot_be_told_says_why(fed, source):
    source.value = None
    read(fed)
    assert {(r.value, r.commentary) for r in Reading.objects.all()} == {(None, acts.COULD_NOT)}


def test_late_data_are_flagged_and_corrected_by_one_act(fed, source, olivia):
    read(fed)
    source.value = 15
    read(fed)
    fed.refresh_from_db()
    assert [each["value"] for each in fed.source_says] == ["15.00", "15.00"]
    assert {r.value for r in Reading.objects.all()} == {12}
    last = Reading.objects.get(on=date(2022, 3, 31))
    acts.take_over(reading=last, by=olivia, now=made.NOW)
    fed.refresh_from_db()
    assert [each["on"] for each in fed.source_says] == ["2021-12-31"]
    correction = Reading.objects.get(corrects=last)
    assert correction.value == 15 and correction.by == olivia
    assert "15" in correction.why_corrected
    with pytest.raises(Refused, match="corrected on"):
        acts.take_over(reading=last, by=olivia, now=made.NOW)


def test_taking_over_what_is_the_same_is_refused(fed, olivia):
    (first, *_) = read(fed)
    with pytest.raises(Refused, match="the same"):
        acts.take_over(reading=first, by=olivia, now=made.NOW)


def test_unknown_source_retired_or_unpublished_measure_is_left_alone(fed, objective, olivia):
    change_measure(measure=fed, by=olivia, revision=1, feed="gone")
    assert read(fed) == []
    change_measure(measure=fed, by=olivia, revision=2, feed="test-source")
    retire_measure(measure=fed, reason="Over.", by=olivia, today=made.TODAY)
    assert read(fed) == [] and acts.measures_with_feeds() == []
    draft = made.a_measure(objective, olivia, published=False, feed="test-source")
    assert read(draft) == []


def test_one_source_that_fails_stops_no_other(fed, objective, olivia, monkeypatch):
    broken = made.a_measure(objective, olivia, name="Broken", feed="test-source")
    handed = []
    monkeypatch.setattr("strategy.tasks.measures.read_feed.delay", handed.append)
    read_feeds()
    assert handed == [fed.pk, broken.pk]


def test_sources_that_the_portal_knows(db):
    assert {
        "funding-small-awards",
        "funding-small-pounds",
        "consultations-responses",
        "budget-paid",
    } <= feeds().keys()


def test_nothing_there_is_nought_awards_and_too_few_responses(db):
    year = date(2021, 4, 1), date(2022, 3, 31)
    assert feeds()["funding-small-awards"].read(*year).value == 0
    assert feeds()["funding-small-pounds"].read(*year).value == 0
    assert feeds()["budget-paid"].read(*year).value == 0
    told = feeds()["consultations-responses"].read(*year)
    assert told.value is None and "Fewer than 10" in told.commentary


def test_pounds_paid_are_those_of_the_period(framework):
    framework.pay(framework.commit(100_000), 40_050)
    day = framework.now.date()
    paid = feeds()["budget-paid"]
    assert paid.read(day, day).value == Decimal("400.50")
    assert paid.read(date(2000, 1, 1), date(2000, 12, 31)).value == 0


def test_a_day_of_summer_begins_at_midnight_of_the_clocks(monkeypatch):
    asked = {}

    class Nobody:
        def count(self):
            return 0

    def filtered(self, **kwargs):
        asked.update(kwargs)
        return Nobody()

    monkeypatch.setattr("consultations.models.response.ResponseQuerySet.filter", filtered)
    monkeypatch.setattr(
        "consultations.models.response.ResponseQuerySet.counting", lambda self: self
    )
    feeds()["consultations-responses"].read(date(2022, 4, 1), date(2022, 10, 31))
    assert asked["submitted_at__gte"] == datetime(2022, 3, 31, 23, tzinfo=UTC)
    assert asked["submitted_at__lt"] == datetime(2022, 11, 1, 0, tzinfo=UTC)
