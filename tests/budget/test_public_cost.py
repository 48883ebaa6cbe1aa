"""What the public pages cost, and what they say while there is nothing."""

from html import unescape

import pytest

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
