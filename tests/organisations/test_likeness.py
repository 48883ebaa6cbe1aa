"""Finding the organisation somebody means."""

import pytest

from civilsociety.organisations import actions
from civilsociety.organisations.queries import find_likely


def test_likely_by_number_comes_before_likely_by_name(listed):
    by_name = listed("Deal Walkers")
    by_number = listed("Walmer Striders", charity_number="1234567")
    likely = find_likely(name="Deal Walkers", charity_number="1234567")
    assert [each.organisation for each in likely] == [by_number, by_name]
    assert likely[0].reason == "It has the same charity number, 1234567."
    assert likely[1].reason == "It has the same name."


@pytest.mark.parametrize(
    "typed", ["Ashford Volunteering Centre", "ashford volunter centre", "Ashford Volunteer Center"]
)
def test_likely_by_a_slip_of_the_pen(listed, typed):
    centre = listed("Ashford Volunteer Centre")
    listed("Thanet Sea Scouts")
    assert [each.organisation for each in find_likely(name=typed)] == [centre]


def test_likely_by_another_name_says_which(listed, olivia):
    group = listed("Citizens Advice in North and West Kent")
    actions.add_alias(organisation=group, name="Gravesham Advice Bureau", by=olivia)
    (likely,) = find_likely(name="Gravesham advice bureau")
    assert likely.reason == "It is also known as Gravesham Advice Bureau."


def test_likely_never_offers_a_merged_one(listed, olivia):
    keep, drop = listed("Deal Walkers"), listed("Deal Walking Group")
    actions.merge(keep=keep, drop=drop, by=olivia)
    likely = find_likely(name="Deal Walking Group")
    assert {each.organisation.pk for each in likely} == {keep.pk}


@pytest.mark.parametrize(
    "typed", ["", "  ", "\x00", "%", "_", "'; drop table", "🙂", "x" * 100_000]
)
def test_likely_of_odd_input_finds_nothing(listed, typed):
    listed("Deal Walkers")
    assert find_likely(name=typed) == []


def test_likely_takes_the_same_queries_for_one_and_for_many(listed, count_queries):
    listed("Deal Walkers")
    one = count_queries(lambda: find_likely(name="Deal Walkers"))
    listed("Deal Walkers Two"), listed("Deal Walkers Three")
    assert count_queries(lambda: find_likely(name="Deal Walkers")) == one
