"""Where a measure stands against its aim."""

from datetime import date
from decimal import Decimal

import pytest

from strategy.models import Measure, Reading
from strategy.queries.measures.course import course_of
from strategy.queries.measures.words import is_kept_back, reading_words, value_words


def measure(direction="up", start=20, aim=60, unit="number"):
    return Measure(
        unit=unit,
        direction=direction,
        baseline=None if start is None else Decimal(start),
        baseline_on=date(2021, 4, 1),
        target=None if aim is None else Decimal(aim),
        target_on=date(2023, 4, 1),
    )


def read(value, on=date(2022, 4, 1), **fields):
    return Reading(value=None if value is None else Decimal(value), on=on, **fields)


@pytest.mark.parametrize(
    ("value", "on", "course"),
    [
        (60, date(2022, 4, 1), "met"),
        (40, date(2022, 4, 1), "on_course"),  # half the way in half the time
        ("39.99", date(2022, 4, 1), "behind"),
        (59, date(2023, 4, 1), "behind"),
        (60, date(2023, 4, 1), "met"),
        (20, date(2021, 4, 1), "too_early"),
        (None, date(2022, 4, 1), "unreadable"),
    ],
)
def test_more_is_better(value, on, course):
    assert course_of(measure(), read(value, on)) == course


@pytest.mark.parametrize(("value", "course"), [(20, "met"), (40, "on_course"), (41, "behind")])
def test_less_is_better(value, course):
    assert course_of(measure("down", 60, 20), read(value)) == course


@pytest.mark.parametrize(
    ("value", "course"), [(95, "on_course"), (105, "on_course"), (94, "behind"), (106, "behind")]
)
def test_it_should_stay(value, course):
    assert course_of(measure("hold", 100, None), read(value)) == course


def test_nobody_read_it_and_nothing_to_hold_it_against():
    assert course_of(measure(), None) == "not_read"
    assert course_of(measure(aim=None), read(4)) == "no_aim"
    assert course_of(measure(start=None), read(4)) == "too_early"


@pytest.mark.parametrize(
    ("value", "base", "hidden"),
    [(36, 9, True), (36, 71, False), (5, 71, True), (95, 71, True), (36, None, False)],
)
def test_percentages_of_few_people_are_not_shown(value, base, hidden):
    asked, reading = measure(unit="percent"), read(value, base=base)
    assert is_kept_back(asked, reading) is hidden
    assert (reading_words(asked, reading) == "not shown") is hidden
    assert (course_of(asked, reading) == "kept_back") is hidden
    assert reading_words(asked, reading, public=False) == f"{value}%"


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("31.00", "percent", "31%"),
        ("2840.00", "number", "2,840"),
        ("0.00", "number", "0"),
        ("100.00", "number", "100"),
        ("5000.50", "pounds", "£5,000.50"),
        ("5000.00", "pounds", "£5,000"),
        ("2.50", "hours", "2.5 hours"),
        ("1.00", "days", "1 day"),
        ("999999999999.99", "number", "999,999,999,999.99"),
    ],
)
def test_values_in_words(value, unit, words):
    assert value_words(Decimal(value), unit) == words
