"""What the public pages cost, and what they say while there is nothing."""

from html import unescape

import pytest

from civilsociety.budget.queries.published import commitments, threads
from civilsociety.budget.views.public import lists

pytestmark = pytest.mark.django_db


def text(answer):
    return unescape(answer.content.decode())


def test_empty_framework_says_so(stranger):
    page = text(stranger.get("/budget/"))

    assert "No money is set aside yet" in page
    assert "Where the money goes" not in page
    assert "Where the" not in text(stranger.get("/"))


def test_cost_of_a_page_does_not_grow_with_the_rows(framework, count_queries, stranger):
    addresses = ["/budget/", "/budget/2021-22/", "/budget/entries/?figure=committed"]
    addresses += ["/budget/moves/", "/budget/commitments/", "/budget/programmes/volunteering/"]
    addresses += ["/budget/?as-at=2021-12-20"]
    framework.commit(100_000)
    stranger.get("/budget/")
    before = [count_queries(lambda a=a: stranger.get(a)) for a in addresses]
    for number in range(3):
        framework.pay(framework.commit(100_000 + number), 50_000)
        framework.reserve(1_001)
    framework.add_head("crowdfunding")

    assert [count_queries(lambda a=a: stranger.get(a)) for a in addresses] == before
    assert max(before) <= 25, before


def test_sum_of_a_past_day_is_counted_anew_when_something_is_written(framework, stranger):
    address = "/budget/entries/?figure=paid&as-at=2021-12-20"
    promised = framework.commit(100_000)
    before = text(stranger.get(address))
    framework.pay(promised, 12_345)
    after = text(stranger.get(address))

    assert "so it is £0" in before
    assert "Paid: £123.45" in after
    assert "£123.45" in text(stranger.get("/budget/?as-at=2021-12-20"))


def test_commitment_with_many_payments_tells_its_beginning_and_its_end(
    framework, stranger, monkeypatch
):
    monkeypatch.setattr(commitments, "FIRST", 2)
    monkeypatch.setattr(commitments, "LAST", 3)
    monkeypatch.setattr(threads, "FIRST", 2)
    promised = framework.commit(100_000)
    for pence in range(1, 10):
        framework.pay(promised, pence)
    page = text(stranger.get(promised.get_absolute_url()))

    assert page.count("thread__word") == 2 + 1 + 2 + 1 + 3 + 1
    assert "5 more moves, entry by entry" in page
    assert page.index("£0.01 to") < page.index("5 more moves") < page.index("£0.09 to")


def test_long_list_says_that_it_goes_on(framework, stranger, monkeypatch):
    monkeypatch.setattr(lists, "MOST_IN_PAGES", 2)
    framework.commit(100_000)
    page = text(stranger.get("/budget/moves/"))

    assert "The latest 2 moves. There are more" in page
