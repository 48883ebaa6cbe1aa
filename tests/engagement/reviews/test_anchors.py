"""Comments are found again after the text was changed, moved, cut in two or taken out."""

from hypothesis import given
from hypothesis import strategies as st

from engagement.queries.reviews.anchors import Anchors, How, Place, likeness
from engagement.queries.reviews.pieces import pieces_of

FIRST = "We will support volunteers with training and thanks in all twelve districts."
SECOND = "We will pay expenses on the day that they are claimed, in cash where people ask for it."


def find(sections, *, key="volunteering", number=1, words=FIRST, title="Volunteering"):
    anchors = Anchors({name: (name.title(), list(texts)) for name, texts in sections.items()})
    return anchors.find(key=key, title=title, number=number, words=words)


def test_unchanged_text_is_found_where_it_was():
    assert find({"volunteering": [FIRST, SECOND]}) == Place("volunteering", 1, How.HERE)


def test_paragraph_put_before_it_moves_the_comment_with_its_words():
    assert find({"volunteering": [SECOND, FIRST]}) == Place("volunteering", 2, How.HERE)


def test_reworded_paragraph_keeps_its_comment_and_says_so():
    reworded = FIRST.replace("all twelve districts", "every district of the county")
    found = find({"volunteering": [SECOND, reworded]})
    assert found == Place("volunteering", 2, How.CHANGED)
    assert found.says == "Text since changed" and found.words_differ


def test_moved_paragraph_takes_its_comment_to_the_other_section():
    found = find({"volunteering": [SECOND], "place": ["Elsewhere.", FIRST]})
    assert found == Place("place", 2, How.MOVED) and found.says == "Moved"


def test_paragraph_moved_and_reworded_is_followed():
    reworded = FIRST.replace("thanks", "praise")
    found = find({"volunteering": [SECOND], "place": [reworded]})
    assert found == Place("place", 1, How.MOVED_CHANGED)


def test_paragraph_cut_in_two_keeps_its_comment_at_the_larger_part():
    halves = ["We will support volunteers with training and thanks.", "In all twelve districts."]
    assert find({"volunteering": halves}) == Place("volunteering", 1, How.CHANGED)


def test_paragraph_joined_with_another_keeps_its_comment():
    assert find({"volunteering": [f"{SECOND} {FIRST}"]}).how == How.CHANGED


def test_text_taken_out_stands_at_its_section():
    assert find({"volunteering": [SECOND]}) == Place("volunteering", None, How.TEXT_GONE)


def test_section_taken_out_stands_at_the_whole():
    found = find({"place": ["Halls and gardens."]})
    assert found == Place("", None, How.SECTION_GONE)


def test_comment_on_a_section_follows_its_title_to_another_anchor():
    found = find({"place": []}, number=None, words="", title="Place")
    assert found == Place("place", None, How.MOVED)


def test_short_words_are_not_followed_into_other_sections():
    found = find({"volunteering": [SECOND], "place": ["Yes."]}, words="Yes.")
    assert found == Place("volunteering", None, How.TEXT_GONE)


def test_same_words_twice_are_told_apart_by_where_they_stood():
    texts = [FIRST, SECOND, FIRST]
    assert find({"volunteering": texts}, number=3).number == 3
    assert find({"volunteering": texts}, number=1).number == 1


@given(
    st.dictionaries(st.sampled_from("abc"), st.lists(st.text(max_size=60), max_size=4)),
    st.sampled_from(["", "a", "b", "gone"]),
    st.one_of(st.none(), st.integers(1, 6)),
    st.text(max_size=60),
)
def test_every_comment_stands_somewhere_that_exists(sections, key, number, words):
    place = find(sections, key=key, number=number, words=words)
    assert place.key == "" or place.key in sections
    assert place.number is None or 1 <= place.number <= len(sections[place.key])


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_is_a_share(before, after):
    assert 0 <= likeness(before, after) <= 1


def test_items_of_a_list_tables_and_notes_are_pieces_of_their_own():
    body = (
        "First.[^1]\n\n- one\n  more of one\n- two\n\n3. three\n4. four\n\n"
        "| A | B |\n|---|---|\n| 1 | 2 |\n\n> Quoted.\n\n### Heading\n\n"
        "See [the plan][p].\n\n[p]: https://example.org/plan\n[^1]: A note,\n    in two lines.\n"
    )
    words = [piece.words for piece in pieces_of(body)]
    assert words == [
        "First.(note 1)", "one more of one", "two", "three", "four", words[5], "Quoted.",
        "Heading", "See the plan.", "Note 1: A note, in two lines.",
    ]  # fmt: skip
    assert "1" in words[5] and "A" in words[5]
    assert "https://example.org/plan" in pieces_of(body)[8].markdown


@given(st.text(max_size=400))
def test_any_text_can_be_taken_apart(body):
    pieces = pieces_of(body)
    assert [piece.number for piece in pieces] == list(range(1, len(pieces) + 1))
