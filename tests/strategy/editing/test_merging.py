"""Two people's changes to one text, put together by paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy.formats.merging import MOST_BLOCKS, merged, merged_line

BASE = "One.\n\nTwo.\n\nThree.\n\nFour."


def test_changes_in_different_paragraphs_are_both_kept():
    mine = BASE.replace("One.", "One, rewritten.")
    theirs = BASE.replace("Three.", "Three, too.\n\nAnd more.")

    assert merged(BASE, mine, theirs) == (
        "One, rewritten.\n\nTwo.\n\nThree, too.\n\nAnd more.\n\nFour."
    )


def test_neighbouring_paragraphs_do_not_meet():
    mine, theirs = BASE.replace("Two.", "2."), BASE.replace("Three.", "3.")
    assert merged(BASE, mine, theirs) == "One.\n\n2.\n\n3.\n\nFour."


def test_same_paragraph_changed_by_both_is_nobodys_to_merge():
    assert merged(BASE, BASE.replace("Two", "2"), BASE.replace("Two", "II")) is None


def test_paragraph_one_changes_and_the_other_takes_out_is_nobodys_to_merge():
    assert merged(BASE, BASE.replace("Two", "2"), BASE.replace("Two.\n\n", "")) is None


def test_two_new_paragraphs_at_one_place_are_nobodys_to_merge():
    mine = BASE.replace("Two.", "Two.\n\nMine.")
    theirs = BASE.replace("Two.", "Two.\n\nTheirs.")
    assert merged(BASE, mine, theirs) is None


def test_new_paragraph_beside_a_changed_one_is_nobodys_to_merge():
    mine = BASE.replace("Two.", "Two.\n\nMine.")
    theirs = BASE.replace("Three.", "Three, changed.")
    assert merged(BASE, mine, theirs) is None


def test_same_change_by_both_counts_once():
    both = BASE.replace("Two.", "Two, better.")
    mine, theirs = both.replace("One.", "First."), both.replace("Four.", "Last.")
    assert merged(BASE, mine, theirs) == "First.\n\nTwo, better.\n\nThree.\n\nLast."


def test_texts_that_begin_empty():
    assert merged("", "Mine.", "Theirs.") is None
    assert merged("", "Same.", "Same.") == "Same."
    assert merged("Gone.", "", "Gone.") == ""


def test_huge_texts_are_not_offered():
    many = "a\n\n" * (MOST_BLOCKS + 1)
    assert merged(many, many + "b", "c\n\n" + many) is None


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [("A", "B", "A", "B"), ("A", "A", "C", "C"), ("A", "B", "B", "B"), ("A", "B", "C", None)],
)
def test_title_is_taken_from_whoever_changed_it(base, mine, theirs, both):
    assert merged_line(base, mine, theirs) == both


PARAGRAPHS = st.lists(st.sampled_from("abcdefgh"), max_size=8).map("\n\n".join)


@given(base=PARAGRAPHS, changed=PARAGRAPHS)
def test_only_one_person_changed_something(base, changed):
    assert merged(base, changed, base) == changed
    assert merged(base, base, changed) == changed


@given(base=PARAGRAPHS, mine=PARAGRAPHS, theirs=PARAGRAPHS)
def test_order_of_the_two_does_not_matter(base, mine, theirs):
    assert merged(base, mine, theirs) == merged(base, theirs, mine)


@given(data=st.data())
def test_changes_to_different_paragraphs_always_fit(data):
    blocks = [f"Paragraph {n}" for n in range(data.draw(st.integers(2, 12)))]
    owner = data.draw(st.lists(st.sampled_from("mt-"), min_size=len(blocks), max_size=len(blocks)))

    def changed_by(*who):
        pairs = zip(blocks, owner, strict=True)
        return "\n\n".join(f"{b} by {o}" if o in who else b for b, o in pairs)

    assert merged("\n\n".join(blocks), changed_by("m"), changed_by("t")) == changed_by("m", "t")
