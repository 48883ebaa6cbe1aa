"""Money, dates and counts as people say them."""

from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from civilsociety.ui import navigation, words


@pytest.mark.parametrize(
    ("pence", "shown"),
    [
        (500_000, "£5,000"),
        (500_050, "£5,000.50"),
        (5, "£0.05"),
        (0, "£0"),
        (-70_000_000, "−£700,000"),
        (None, ""),
    ],
)
def test_pounds(pence, shown):
    assert words.pounds(pence) == shown


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2021, 10, 3, 16, 0, tzinfo=UTC), "5pm on 3 October 2021"),
        (datetime(2021, 12, 3, 9, 5, tzinfo=UTC), "9:05am on 3 December 2021"),
        (datetime(2021, 6, 30, 23, 0, tzinfo=UTC), "midnight on 1 July 2021"),
        (datetime(2021, 12, 1, 12, 0, tzinfo=UTC), "midday on 1 December 2021"),
        (None, ""),
    ],
)
def test_moment_is_said_on_the_clocks_of_the_united_kingdom(moment, shown):
    assert words.uk_datetime(moment) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (date(2021, 3, 31), "2020/21"),
        (date(2021, 4, 1), "2021/22"),
        (datetime(2021, 3, 31, 23, 30, tzinfo=UTC), "2021/22"),
        (2099, "2099/00"),
    ],
)
def test_financial_year(value, shown):
    assert words.financial_year(value) == shown


def test_plural_says_none_one_and_many():
    assert [words.plural(n, "reply", "replies") for n in (0, 1, 2840)] == [
        "no replies",
        "1 reply",
        "2,840 replies",
    ]


def drawn(source, path="/", **context):
    request = RequestFactory().get(path)
    return Template("{% load ui %}" + source).render(Context({"request": request, **context}))


def test_query_keeps_the_other_filters_and_escapes_them():
    html = drawn("{% query page=2 %}", "/?q=%22%3E%3Cb%3E&kind=a&kind=b&page=1")
    assert html == "?q=%22%3E%3Cb%3E&amp;kind=a&amp;kind=b&amp;page=2"


def test_sorted_head_says_its_direction_and_turns_round():
    html = drawn('{% sort_head "Name" "name" %}', "/?sort=name")
    assert 'aria-sort="ascending"' in html
    assert 'href="?sort=-name"' in html


def test_pagination_is_silent_for_one_page():
    assert "nav" not in drawn("{% pagination page %}", page=Paginator([1], 10).get_page(1))


def test_navigation_shows_only_addresses_that_exist_and_the_deepest_as_current(monkeypatch):
    monkeypatch.setattr(navigation, "_registered", {})
    navigation.register("Health", "health", order=2)
    navigation.register("Nowhere", "nowhere:index", order=1)
    found = navigation.links(navigation.MAIN, path="/health/more/", user=None)
    assert found == [{"label": "Health", "url": "/health/", "current": "true"}]


def test_navigation_hides_what_a_person_may_not_open(monkeypatch, tess, olivia):
    monkeypatch.setattr(navigation, "_registered", {})
    navigation.register("Health", "health", order=1, permissions=["manage_consultations"])
    assert navigation.links(navigation.MAIN, path="/", user=tess) == []
    assert len(navigation.links(navigation.MAIN, path="/", user=olivia)) == 1
