"""No hidden number comes back, whoever asks."""

from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from civilsociety.documents import breakdown, headline, nested_sets_are_safe, total

from .attackers import divisions, give_aways, ranges

TEN = 10
counts_of = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 60), min_size=1, max_size=9
)
small_counts = st.lists(st.integers(0, 24), min_size=2, max_size=7).map(
    lambda values: {f"answer {i}": value for i, value in enumerate(values)}
)


def shown(published):
    return {label: figure.count for label, figure in published}


def hidden(published):
    return {label for label, figure in published if not figure.shown}


def single(counts, threshold=TEN):
    return breakdown(counts, sum(counts.values()), threshold=threshold)


def test_breakdown_with_only_large_cells_shows_everything():
    published = single({"Yes": 54, "No": 24})
    assert [(label, str(f), f.percent_text) for label, f in published] == [
        ("Yes", "54", "69%"),
        ("No", "24", "31%"),
    ]
    assert published.note == ""


def test_single_small_cell_takes_the_smallest_other_with_it():
    assert hidden(single({"Charity": 40, "Trustee": 20, "Resident": 15, "Other": 3})) == {
        "Resident",
        "Other",
    }


def test_two_small_cells_that_come_to_less_than_the_threshold_take_a_third():
    assert hidden(single({"a": 40, "b": 20, "c": 4, "d": 3})) == {"b", "c", "d"}


def test_small_cells_that_hide_each_other_leave_the_rest_shown():
    assert hidden(single({"a": 40, "b": 20, "c": 8, "d": 5})) == {"c", "d"}


def test_equal_small_cells_take_another_since_their_sum_would_tell():
    assert hidden(single({"a": 40, "b": 20, "c": 9, "d": 9})) == {"b", "c", "d"}


def test_equal_companions_go_together():
    assert hidden(single({"a": 40, "b": 20, "c": 20, "d": 3})) == {"b", "c", "d"}


def test_zero_is_a_small_count():
    assert hidden(single({"Yes": 50, "No": 0})) == {"Yes", "No"}


def test_nine_responses_have_no_breakdown_and_no_number():
    published = single({"Charity": 6, "Resident": 3})
    assert published.cells == ()
    assert str(published.base) == "fewer than 10"
    assert "Charity" not in published.note


def test_nine_responses_known_anyway_show_the_number_and_no_breakdown():
    published = breakdown({"a": 6, "b": 3}, 9, threshold=TEN, base_is_headline=True)
    assert (str(published.base), published.cells) == ("9", ())


def test_hidden_cells_all_look_the_same():
    published = single({"a": 40, "b": 20, "c": 4})
    assert {(str(f), f.percent_text, f.base) for _, f in published if not f.shown} == {
        ("not shown", "not shown", None)
    }


def test_several_choice_hides_few_who_did_and_few_who_did_not():
    counts = {"Grants": 40, "Advice": 25, "Everything": 47, "Nothing": 4}
    published = breakdown(counts, 50, threshold=TEN, kind="several")
    assert hidden(published) == {"Everything", "Nothing"}


def test_headline_shows_a_share_of_known_people():
    share = headline(54, 78, threshold=TEN)
    assert (share.count, share.base, share.percent) == (54, 78, 69)


@pytest.mark.parametrize(("count", "base"), [(5, 78), (70, 78), (0, 78), (78, 78), (4, 9)])
def test_headline_of_a_small_group_or_a_small_rest_is_hidden(count, base):
    assert str(headline(count, base, threshold=TEN)) == "not shown"


def test_total_below_the_threshold_is_words():
    assert (str(total(9, threshold=TEN)), str(total(1204, threshold=TEN))) == (
        "fewer than 10",
        "1,204",
    )


@pytest.mark.parametrize(
    ("counts", "base", "kind"),
    [({"a": 5}, 6, "single"), ({"a": 7}, 6, "several"), ({"a": -1}, 6, "several"), ({}, 6, "x")],
)
def test_counts_that_cannot_be_true_are_refused(counts, base, kind):
    with pytest.raises(ValueError, match=r"\w"):
        breakdown(counts, base, threshold=TEN, kind=kind)


def test_a_threshold_that_protects_nobody_is_refused():
    with pytest.raises(ValueError, match="protects nobody"):
        single({"a": 5}, threshold=1)


# -- Attackers -------------------------------------------------------------------------


@pytest.mark.parametrize("threshold", [3, 4, 5])
@pytest.mark.parametrize("cells", [2, 3, 4])
def test_single_choice_gives_nothing_to_one_who_knows_the_algorithm(threshold, cells):
    def publish(world):
        published = single(dict(enumerate(world)), threshold)
        figures = [figure for _, figure in published]
        return tuple(f.count for f in figures), tuple(f.percent for f in figures)

    for base in range(threshold, 4 * threshold):
        assert give_aways(divisions(base, cells), publish) == []


@pytest.mark.parametrize("threshold", [3, 4])
@pytest.mark.parametrize("cells", [2, 3])
def test_several_choice_gives_nothing_to_one_who_knows_the_algorithm(threshold, cells):
    def publish(world):
        counts = dict(enumerate(world))
        published = breakdown(counts, base, threshold=threshold, kind="several")
        return tuple(f.count for _, f in published), tuple(f.percent for _, f in published)

    for base in range(threshold, 3 * threshold + 2):
        everyone_chose = (w for w in product(range(base + 1), repeat=cells) if sum(w) >= base)
        assert give_aways(everyone_chose, publish) == []


@given(small_counts)
def test_no_sum_gives_a_hidden_cell_back(counts):
    base = sum(counts.values())
    assume(base >= TEN)
    for low, high in ranges(shown(single(counts)), base).values():
        assert high - low >= TEN


@given(counts_of, st.integers(3, 15), st.integers(0, 15))
def test_a_higher_threshold_never_shows_more(counts, threshold, more):
    base = sum(counts.values())
    strict = shown(breakdown(counts, base, threshold=threshold + more))
    loose = shown(breakdown(counts, base, threshold=threshold))
    assert all(loose.get(label) == count for label, count in strict.items() if count is not None)


@given(counts_of)
def test_what_was_published_can_be_published_again(counts):
    published = single(counts)
    assume(published.cells)
    seen = {label: figure.count for label, figure in published if figure.shown}
    rest = sum(counts.values()) - sum(seen.values())
    again = seen | ({"Not shown": rest} if rest else {})
    assert hidden(single(again)) == set()


@given(counts_of, st.randoms(use_true_random=False))
def test_the_order_of_labels_decides_nothing(counts, chance):
    labels = list(counts)
    chance.shuffle(labels)
    assert hidden(single({label: counts[label] for label in labels})) == hidden(single(counts))


@given(counts_of)
def test_a_percentage_stands_only_beside_its_count(counts):
    for _, figure in single(counts):
        assert (figure.percent is None) == (figure.count is None) == (figure.base is None)


# -- Populations within populations ----------------------------------------------------

EVERYONE = range(78)
FIRST, SECOND = range(69), range(69, 78)


@pytest.mark.parametrize("part", [FIRST, SECOND])
def test_a_whole_beside_all_but_nine_of_it_is_not_safe(part):
    assert not nested_sets_are_safe([EVERYONE, part], threshold=TEN)


def test_the_whole_alone_is_safe():
    assert nested_sets_are_safe([EVERYONE], threshold=TEN)


def test_a_whole_less_two_parts_that_leave_a_few_is_not_safe():
    assert not nested_sets_are_safe([range(100), range(50), range(50, 95)], threshold=TEN)


def test_a_whole_beside_parts_that_leave_many_or_none_is_safe():
    assert nested_sets_are_safe([range(100), range(60), range(60, 100)], threshold=TEN)
    assert nested_sets_are_safe([range(100), range(50)], threshold=TEN)
