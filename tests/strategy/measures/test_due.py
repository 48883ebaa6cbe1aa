"""When a measure is due: ends of months and years, leap days, grace, the clocks of the UK."""

from datetime import date

import pytest

from strategy.models import Measure
from strategy.queries.measures.due import (
    add_months,
    due_days,
    first_due,
    is_late,
    next_due,
    period_before,
)
from tests.strategy.measures import made


def measure(frequency="six_monthly", first=date(2022, 3, 31), **fields):
    return Measure(frequency=frequency, first_due_on=first, **fields)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2022, 3, 31), 6, date(2022, 9, 30)),
        (date(2022, 9, 30), 6, date(2023, 3, 31)),  # an end of a month stays one
        (date(2021, 12, 31), 3, date(2022, 3, 31)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 2, 28), 36, date(2028, 2, 29)),
        (date(2022, 1, 30), 1, date(2022, 2, 28)),
        (date(2022, 10, 15), 3, date(2023, 1, 15)),
        (date(2022, 3, 31), -6, date(2021, 9, 30)),
        (date(2022, 1, 15), -3, date(2021, 10, 15)),
    ],
)
def test_months_are_added_as_people_count_them(day, months, then):
    assert add_months(day, months) == then


def test_quarters_stay_at_the_ends_of_months():
    days = list(due_days(measure("quarterly", date(2023, 6, 30)), date(2024, 6, 30)))
    assert days == [
        date(2023, 6, 30),
        date(2023, 9, 30),
        date(2023, 12, 31),
        date(2024, 3, 31),
        date(2024, 6, 30),
    ]


def test_periods_follow_each_other_without_a_gap_or_an_overlap():
    asked = measure("quarterly", date(2023, 6, 30))
    periods = [period_before(asked, due) for due in due_days(asked, date(2025, 12, 31))]
    for (_, end), (start, _) in zip(periods, periods[1:], strict=False):
        assert (start - end).days == 1
    assert periods[0] == (date(2023, 4, 1), date(2023, 6, 30))


def test_next_due_without_a_reading_is_the_first():
    assert next_due(measure()) == date(2022, 3, 31)


@pytest.mark.parametrize(
    ("read", "due"),
    [
        (date(2022, 3, 16), date(2022, 3, 31)),  # too early to count
        (date(2022, 3, 17), date(2022, 9, 30)),  # a fortnight early counts
        (date(2022, 3, 31), date(2022, 9, 30)),
        (date(2022, 5, 20), date(2022, 9, 30)),  # late, but it is there
        (date(2022, 12, 31), date(2023, 3, 31)),
        (date(2021, 1, 1), date(2022, 3, 31)),
    ],
)
def test_next_due_after_a_reading(read, due):
    assert next_due(measure(), read) == due


def test_once_is_due_once():
    asked = measure("once", None, target_on=date(2024, 3, 31))
    assert next_due(asked) == date(2024, 3, 31)
    assert next_due(asked, date(2024, 3, 20)) is None
    assert next_due(asked, date(2023, 3, 31)) == date(2024, 3, 31)


def test_without_a_first_day_the_start_or_the_publication_counts():
    assert first_due(measure("annual", None, baseline_on=date(2021, 2, 28))) == date(2022, 2, 28)
    assert first_due(measure("annual", None)) is None
    # Published half past midnight in the United Kingdom, still the day before by universal time.
    late_evening = made.NOW.replace(month=6, day=30, hour=23, minute=30)
    assert first_due(measure("annual", None, published_at=late_evening)) == date(2023, 7, 1)
    in_winter = made.NOW.replace(month=12, day=30, hour=23, minute=30)
    assert first_due(measure("annual", None, published_at=in_winter)) == date(2023, 12, 30)


def test_retired_is_never_due():
    assert next_due(measure(retired_on=date(2022, 1, 1))) is None


def test_late_begins_after_a_fortnight():
    assert not is_late(date(2022, 3, 31), date(2022, 4, 14))
    assert is_late(date(2022, 3, 31), date(2022, 4, 15))
    assert is_late(date(2021, 12, 25), date(2022, 1, 9))
    assert not is_late(None, date(2022, 1, 1))


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        ((2022, 4, 14, 23, 59), False),
        ((2022, 4, 15, 0, 1), True),  # summer time: still the 14th by universal time
    ],
)
def test_page_counts_days_of_the_united_kingdom(measure, stranger, hold_clock, moment, late):
    hold_clock(*moment)
    page = stranger.get(measure.get_absolute_url()).content.decode()
    assert ("A reading was due on 31 March 2022" in page) is late


def test_nothing_is_due_after_the_reading_that_shows_whether_the_aim_is_reached():
    asked = measure(target_on=date(2024, 3, 31))
    assert next_due(asked, date(2023, 9, 30)) == date(2024, 3, 31)
    assert next_due(asked, date(2024, 3, 31)) is None
    assert next_due(asked, date(2026, 1, 1)) is None
    assert list(due_days(asked, date(2030, 1, 1)))[-1] == date(2024, 3, 31)
    # An aim between two due days is shown by the later one.
    between = measure("annual", date(2022, 6, 30), target_on=date(2024, 3, 31))
    assert next_due(between, date(2023, 6, 30)) == date(2024, 6, 30)
    assert next_due(between, date(2024, 6, 30)) is None
