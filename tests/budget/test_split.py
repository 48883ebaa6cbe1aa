"""Splitting an amount between sources: to the penny, whatever was drawn before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civilsociety.budget.rules import oldest_first, split
from civilsociety.refusal import Refused

amounts = st.integers(1, 10**11)
sources = st.lists(st.sampled_from("abcde"), min_size=1, unique=True)


def test_split_gives_the_odd_penny_to_the_first_then_to_the_other():
    drawn = {}
    for expected in ({"a": 501, "b": 500}, {"a": 500, "b": 501}):
        shares = split(1_001, sources="ab", drawn=drawn)
        assert shares == expected
        drawn = {each: drawn.get(each, 0) + shares.get(each, 0) for each in "ab"}


@given(amounts, sources, st.dictionaries(st.sampled_from("abcde"), amounts))
def test_split_is_exact_and_even(pence, sources, drawn):
    shares = split(pence, sources=sources, drawn=drawn)
    given_ = [shares.get(each, 0) for each in sources]
    assert sum(given_) == pence
    assert min(given_) >= 0
    assert max(given_) - min(given_) <= 1


@given(st.lists(amounts, max_size=30), sources)
def test_split_many_times_stays_within_a_penny(many, sources):
    drawn = dict.fromkeys(sources, 0)
    for pence in many:
        for each, share in split(pence, sources=sources, drawn=drawn).items():
            drawn[each] += share
        assert max(drawn.values()) - min(drawn.values()) <= 1
    assert sum(drawn.values()) == sum(many)


@given(st.data(), sources, st.integers(1, 10**9))
def test_split_of_legs_pays_all_and_stays_within_a_penny(data, sources, pence):
    legs = split(pence, sources=sources)
    paid = dict.fromkeys(sources, 0)
    while left := pence - sum(paid.values()):
        part = data.draw(st.integers(max(1, left // 3), left))
        room = {each: legs.get(each, 0) - paid[each] for each in sources}
        for each, share in split(part, sources=sources, drawn=paid, most=room).items():
            paid[each] += share
            assert 0 < share <= room[each]
        assert max(paid.values()) - min(paid.values()) <= 1
    assert {each: given_ for each, given_ in paid.items() if given_} == legs


@given(amounts, st.dictionaries(st.sampled_from("abc"), st.integers(0, 1000)))
def test_split_never_takes_more_than_there_is(pence, most):
    if pence > sum(most.values()):
        with pytest.raises(Refused):
            split(pence, sources=list(most), most=most)
        return
    shares = split(pence, sources=list(most), most=most)
    assert sum(shares.values()) == pence
    assert all(0 < share <= most[each] for each, share in shares.items())


def test_split_without_sources_is_refused():
    with pytest.raises(Refused):
        split(100, sources=[])


def test_oldest_first_empties_carried_money_before():
    assert oldest_first(70, lines=[("old", 50), ("new", 100)]) == [("old", 50), ("new", 20)]
