"""What is asked of a grant holder is in proportion to the grant, and sums to the penny."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.models.choices import ProgrammeKind, ReminderKind, ReportKind
from funding.queries.awards import standing_of
from funding.rules.running.ending import first_possible_end
from funding.rules.running.proportion import (
    payments_for,
    quarters_of,
    reminders_for,
    reports_for,
    shares,
)
from tests.funding.running.making import run

DATES = {"starts_on": date(2022, 3, 1), "ends_on": date(2022, 12, 31)}
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(st.integers(1, 10**10), DAYS, st.integers(0, 1500), st.sampled_from(list(ProgrammeKind)))
def test_payments_add_up_to_the_award_to_the_penny(pence, starts_on, days, kind):
    ends_on = starts_on + timedelta(days=days)
    parts = payments_for(pence=pence, starts_on=starts_on, ends_on=ends_on, kind=kind)
    assert sum(part.pence for part in parts) == pence
    assert all(part.pence > 0 for part in parts)
    assert all(part.due_on >= starts_on for part in parts)


@given(st.integers(0, 10**9), st.lists(st.integers(1, 100), min_size=1, max_size=12))
def test_no_share_is_more_than_a_penny_from_its_part(pence, weights):
    given_out = shares(pence, weights)
    assert sum(given_out) == pence
    for weight, share in zip(weights, given_out, strict=True):
        assert abs(share - pence * weight / sum(weights)) <= 1


@given(DAYS, st.integers(0, 2000))
def test_quarters_cover_every_day_once(starts_on, days):
    ends_on = starts_on + timedelta(days=days)
    found = quarters_of(starts_on, ends_on)
    covered = [
        first + timedelta(days=n) for first, last in found for n in range((last - first).days + 1)
    ]
    assert covered == [starts_on + timedelta(days=n) for n in range(days + 1)]


@pytest.mark.parametrize(
    ("pence", "payments", "reports"),
    [
        (1_000_00, [1_000_00], [ReportKind.SHORT]),
        (1_000_01, [1_000_01], [ReportKind.FINAL]),
        (10_000_00, [10_000_00], [ReportKind.FINAL]),
        (10_000_01, [5_000_00, 4_000_00, 1_000_01], [ReportKind.INTERIM, ReportKind.FINAL]),
    ],
)
def test_size_decides_payments_and_reports(pence, payments, reports):
    assert [part.pence for part in payments_for(pence=pence, **DATES)] == payments
    assert [telling.kind for telling in reports_for(pence=pence, **DATES)] == reports


def test_pilot_is_paid_and_reports_every_quarter():
    year = {"starts_on": date(2022, 4, 1), "ends_on": date(2023, 3, 31)}
    parts = payments_for(pence=170_000_00, kind=ProgrammeKind.PILOT, **year)
    assert [(part.pence, part.due_on) for part in parts] == [
        (42_500_00, date(2022, 4, 1)),
        (42_500_00, date(2022, 7, 1)),
        (42_500_00, date(2022, 10, 1)),
        (42_500_00, date(2023, 1, 1)),
    ]
    kinds = [telling.kind for telling in reports_for(pence=1, kind=ProgrammeKind.PILOT, **year)]
    assert kinds == [*[ReportKind.QUARTERLY] * 4, ReportKind.FINAL]


def test_small_award_is_not_reminded_weeks_ahead():
    assert ReminderKind.AHEAD not in reminders_for(1_000_00)
    assert ReminderKind.AHEAD in reminders_for(1_000_01)


@pytest.mark.parametrize(
    ("given_on", "end"),
    [
        (date(2021, 12, 20), date(2022, 3, 20)),
        (date(2021, 11, 30), date(2022, 2, 28)),
        (date(2023, 11, 30), date(2024, 2, 29)),
        (date(2022, 8, 31), date(2022, 11, 30)),
        (date(2021, 10, 31), date(2022, 1, 31)),
    ],
)
def test_three_months_end_on_the_corresponding_day(given_on, end):
    assert first_possible_end(given_on) == end


def test_award_begins_once_with_payments_for_all_of_it(world):
    award = run(world, pence=10_000_01)
    begun = list(award.payments.values_list("number", "amount_pence"))
    run_again = award.payments.count(), award.reports.count()
    from_ledger = standing_of(award).outstanding
    assert begun == [(1, 5_000_00), (2, 4_000_00), (3, 1_000_01)]
    assert run_again == (3, 2) and from_ledger == 10_000_01
