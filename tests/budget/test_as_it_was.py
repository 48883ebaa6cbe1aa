"""What did we know on 31 March? The statement for a past day."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from civilsociety.budget.queries import by_source
from civilsociety.budget.queries.statement_document import differences_between, late_moves

PAGE = "budget:as_it_was"


@pytest.fixture
def late(framework, hold_clock):
    """A payment of 30 March that was written down on 2 April."""
    framework.commitment = framework.commit(60_000_00)
    framework.now = datetime(2022, 3, 31, 22, 59, 59, tzinfo=UTC)  # 11:59pm in the UK
    framework.pay(framework.commitment, 10_000_00)
    framework.now = datetime(2022, 3, 31, 23, 0, tzinfo=UTC)  # midnight: 1 April
    framework.pay(framework.commitment, 5_000_00)
    framework.now = datetime(2022, 4, 2, 9, tzinfo=UTC)
    framework.late = framework.pay(framework.commitment, 1_000_00, on=date(2022, 3, 30))
    hold_clock(2022, 4, 20, 12)
    return framework


def paid(framework, day):
    return sum(row.figures.paid for row in by_source(framework.year, as_at=day))


def test_day_ends_at_midnight_in_the_united_kingdom(late):
    assert paid(late, date(2022, 3, 31)) == 10_000_00
    assert paid(late, date(2022, 4, 1)) == 15_000_00
    assert paid(late, date(2022, 4, 2)) == 16_000_00


def test_page_says_that_it_is_not_signed_and_what_came_later(late, client_of, dee):
    page = client_of(dee).get(reverse(PAGE), {"year": "2021-22", "as-at": "2022-03-31"})
    words = page.content.decode()
    assert "This statement is not signed" in words
    assert "£10,000" in words and "+£3,000" in words
    assert late.late.number in words


def test_difference_is_told_by_source_and_figure(late):
    then = by_source(late.year, as_at=date(2022, 3, 31))
    told = list(differences_between(then, by_source(late.year)))
    paid_more = [row for row in told if row[1].startswith("Paid")]
    assert [(row[2], row[3], row[4]) for row in paid_more] == [(5_000_00, 8_000_00, 3_000_00)] * 2


def test_late_moves_are_those_that_count_for_an_earlier_day(late):
    assert list(late_moves(late.year, date(2022, 3, 31))) == [late.late]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"as_at_day": "31", "as_at_month": "2", "as_at_year": "2022"}, "real date"),
        ({"as_at_day": "1", "as_at_month": "5", "as_at_year": "2022"}, "20 April 2022 or earlier"),
        ({"as_at_day": "1", "as_at_month": "", "as_at_year": "2022"}, "must include a month"),
    ],
)
def test_day_that_cannot_be_is_explained(late, client_of, dee, query, words):
    page = client_of(dee).get(reverse(PAGE), query | {"year": "2021-22"})
    assert words in page.content.decode()


def test_day_typed_in_boxes_has_an_address_of_its_own(late, client_of, dee):
    query = {"as_at_day": "31", "as_at_month": "3", "as_at_year": "2022", "year": "2021-22"}
    answer = client_of(dee).get(reverse(PAGE), query)
    assert answer.url == "/officers/budget/statement/?year=2021-22&as-at=2022-03-31"


def test_nonsense_in_the_address_shows_the_latest_day(late, client_of, dee):
    for day in ("yesterday", "2022-13-01", "2999-01-01", ""):
        page = client_of(dee).get(reverse(PAGE), {"year": "2021-22", "as-at": day})
        assert page.status_code == 200
    assert client_of(dee).get(reverse(PAGE), {"year": "x"}).status_code == 404


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_tables_of_the_past_are_taken_away(late, client_of, dee, form):
    found = client_of(dee).get(
        reverse("budget:as_it_was_file", args=[form]), {"year": "2021-22", "as-at": "2022-03-31"}
    )
    assert "as-it-was-2021-22-on-2022-03-31" in found["Content-Disposition"]
    if form == "csv":
        assert "Together,10000.00" in found.content.decode()


def test_today_shows_no_difference(late, client_of, dee):
    page = client_of(dee).get(reverse(PAGE), {"year": "2021-22", "as-at": "2022-04-20"})
    assert "Nothing has changed since" in page.content.decode()


def test_past_of_a_busy_year_takes_no_more_queries(late, client_of, dee, count_queries):
    client, query = client_of(dee), {"year": "2021-22", "as-at": "2022-04-20"}
    client.get(reverse(PAGE), query)
    few = count_queries(lambda: client.get(reverse(PAGE), query))
    for _ in range(3):
        late.pay(late.commit(100), 50)
    assert count_queries(lambda: client.get(reverse(PAGE), query)) == few
