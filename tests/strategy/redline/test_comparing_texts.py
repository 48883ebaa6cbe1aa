"""Two texts compared: nothing is lost, what moved is seen, and a reader can follow it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy.formats.redline import (
    Kind,
    Mark,
    Shape,
    after,
    before,
    blocks_of,
    changes_in,
    compare,
    pieces_of,
    words_after,
    words_before,
)

VOCABULARY = (
    "the sector council group helps **bold** a. b, *weak* [link](/x) [link](/y) (we) — `code` "
    "| # - 1. > ``` \\ & <b> ~~gone~~ [^1] ![alt](picture:one) naïve 2021 2022 don’t"
)
WORDS = st.sampled_from(VOCABULARY.split())
LINES = st.lists(WORDS, max_size=9).map(" ".join)
STARTS = ["", "", "- ", "  - ", "1. ", "## ", "> ", "| ", "    ", "[^1]: ", "---"]
ENDED = st.builds("{}{}{}".format, st.sampled_from(STARTS), LINES, st.sampled_from(["\n", "\n\n"]))
TEXTS = st.lists(ENDED, max_size=12).map("".join)


def tidy(text):
    """A text without the blank lines at its start."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    return "\n".join(lines)


def marked(old, new):
    """The comparison as a line: [-deleted-], {+inserted+}, <restyled>."""
    signs = {"kept": "{}", "inserted": "{{+{}+}}", "deleted": "[-{}-]", "restyled": "<{}>"}
    pieces = pieces_of(old, new)
    texts = (
        (" " if piece.spaced else "") + signs[piece.mark].format(piece.text) for piece in pieces
    )
    return "".join(texts).strip()


@given(TEXTS, TEXTS)
def test_the_redline_gives_both_texts_back(old, new):
    found = compare(old, new)
    assert tidy(before(found)) == tidy(old)
    assert tidy(after(found)) == tidy(new)


@given(st.text(), st.text())
def test_the_redline_of_any_characters_gives_both_texts_back(old, new):
    found = compare(old, new)
    assert tidy(before(found)) == tidy(old)
    assert tidy(after(found)) == tidy(new)


@given(TEXTS)
def test_a_text_compared_with_itself_has_no_changes(text):
    found = compare(text, text)
    assert {one.kind for one in found} <= {Kind.KEPT}
    assert changes_in(found) == 0


@given(LINES, LINES)
def test_the_words_of_a_comparison_are_the_words_of_both_texts(old, new):
    pieces = pieces_of(old, new)
    assert words_before(pieces) == words_after(pieces_of(old, old))
    assert words_after(pieces) == words_after(pieces_of(new, new))


@given(st.lists(st.sampled_from("abcde"), max_size=40), st.lists(st.sampled_from("abcde")))
def test_the_words_of_plain_texts_come_back_exactly(old, new):
    pieces = pieces_of(" ".join(old), " ".join(new))
    assert words_before(pieces).split() == old
    assert words_after(pieces).split() == new


def test_blocks_are_what_a_reader_sees():
    text = (
        "# Place\n\nFirst line\nsecond line\n\n- one\n  more of one\n  - inside\n- two\n\n"
        "3. third\n\n| A | B |\n|---|---|\n| 1 | a\\|b |\n\n> said\n> by her\n\n"
        "```\ncode\n\nstill\n```\n\n[^1]: a note\n\n---\n\nUnder\n=====\n"
    )
    found = [(block.shape, block.text, block.level, block.marker) for block in blocks_of(text)]
    assert found == [
        (Shape.HEADING, "Place", 1, ""),
        (Shape.PARAGRAPH, "First line\nsecond line", 0, ""),
        (Shape.ITEM, "one\nmore of one", 1, ""),
        (Shape.ITEM, "inside", 2, ""),
        (Shape.ITEM, "two", 1, ""),
        (Shape.ITEM, "third", 1, "3."),
        (Shape.TABLE, "A B\n1 a|b", 0, ""),
        (Shape.QUOTE, "said\nby her", 0, ""),
        (Shape.CODE, "code\n\nstill", 0, ""),
        (Shape.NOTE, "a note", 0, "1"),
        (Shape.RULE, "", 0, ""),
        (Shape.HEADING, "Under", 1, ""),
    ]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        # The punctuation that followed a word is not the word.
        ("What was gained.", "What was gained, and kept.", "What was gained{+, and kept+}."),
        ("In 2020 we asked.", "In 2021 we asked.", "In [-2020-]{+ 2021+} we asked."),
        ("well-known groups", "well-kept groups", "well-[-known-]{+kept+} groups"),
        ("(draft", "draft", "[-(draft-] {+draft+}"),
        ("", "All new", "{+All new+}"),
        ("All old", "", "[-All old-]"),
        ("one  two\nthree", "one two three", "one two three"),
    ],
)
def test_words_are_marked_as_a_reader_would(old, new, shown):
    assert marked(old, new).replace("{+ ", " {+") == shown.replace("{+ ", " {+")


def test_a_rewritten_sentence_is_no_confetti():
    old = "We propose that the group grows beside a new chair of the council."
    new = "It will be the sector that elects a steering group with an independent chair."
    kinds = [piece.mark for piece in pieces_of(old, new)]
    assert kinds.count(Mark.DELETED) <= 2
    assert kinds.count(Mark.INSERTED) <= 2


def test_bold_is_understood_and_never_shown_as_signs():
    (kept, bold, rest) = pieces_of("We value **equal** partners", "We value **true** partners")[:3]
    assert (kept.text, kept.mark) == ("We value", Mark.KEPT)
    assert (bold.text, bold.style, bold.mark) == ("equal", ("strong",), Mark.DELETED)
    assert (rest.text, rest.style, rest.mark) == ("true", ("strong",), Mark.INSERTED)


def test_words_that_only_became_bold_are_kept_words_in_a_new_dress():
    pieces = pieces_of("We value equal partners", "We value **equal** partners")
    (bold,) = (piece for piece in pieces if piece.mark == Mark.RESTYLED)
    assert (bold.text, bold.was, bold.style) == ("equal", (), ("strong",))


def test_a_link_that_leads_elsewhere_is_a_change():
    pieces = pieces_of("See [the plan](/old).", "See [the plan](/new).")
    (link,) = (piece for piece in pieces if piece.mark == Mark.RESTYLED)
    assert link.text == "the plan"
    assert (link.was, link.style) == (("link:/old",), ("link:/new",))


def test_another_picture_under_the_same_words_is_a_change():
    (picture,) = pieces_of("![A map](picture:one)", "![A map](picture:two)")
    assert (picture.mark, picture.text) == (Mark.RESTYLED, "A map")


def test_other_signs_for_the_same_dress_are_no_change():
    assert changes_in(compare("*We* value __them__\n", "_We_ value **them**\n")) == 0


def test_a_moved_paragraph_is_recognised_and_counts_once():
    first, second, third = (
        "Village halls give people somewhere to meet in every season.",
        "Clubs and teams are led by volunteers who give their evenings.",
        "The social sector employs people and buys from local firms.",
    )
    found = compare("\n\n".join([first, second, third]), "\n\n".join([third, first, second]))
    moved = [one for one in found if one.kind == Kind.MOVED]
    left = [one for one in found if one.kind == Kind.LEFT]
    assert [one.new.text.strip() for one in moved] == [third]
    assert [one.old.text.strip() for one in left] == [third]
    assert moved[0].number == left[0].number
    assert changes_in(found) == 1


def test_a_moved_paragraph_with_another_word_shows_the_word():
    old = "Village halls give people somewhere to meet in every season.\n\nClubs.\n\nTeams."
    new = "Clubs.\n\nTeams.\n\nVillage halls give people somewhere to meet in every month."
    (moved,) = (one for one in compare(old, new) if one.kind == Kind.MOVED)
    assert {piece.text for piece in moved.pieces if piece.mark != Mark.KEPT} == {"season", "month"}


def test_a_paragraph_that_grew_is_one_that_changed():
    old = "This support comes through a recovery fund run by the foundation."
    new = (
        "In these years this support comes through a recovery fund of £330,000 (decision "
        "21/00074) run for us by the foundation, which also pays for advice to new organisations."
    )
    assert [one.kind for one in compare(old, new)] == [Kind.CHANGED]


def test_two_unlike_paragraphs_are_one_taken_out_and_one_put_in():
    found = compare("Village halls give people a place.", "Money follows in three yearly rounds.")
    assert [one.kind for one in found] == [Kind.REMOVED, Kind.ADDED]


def test_list_items_are_compared_one_by_one():
    old = "- governance\n- money for small groups\n- volunteers"
    new = "- governance\n- money for the smallest groups\n- start-up advice\n- volunteers"
    kinds = [one.kind for one in compare(old, new)]
    assert kinds == [Kind.KEPT, Kind.CHANGED, Kind.ADDED, Kind.KEPT]


OLD_TABLE = "| Fund | Pounds |\n|---|---|\n| Recovery | 330,000 |\n| Pilot | 170,000 |\n"


def test_tables_are_compared_cell_by_cell():
    new = OLD_TABLE.replace("170,000", "180,000") + "| CrowdFund | 200,000 |\n"
    (found,) = compare(OLD_TABLE, new)
    assert found.kind == Kind.CHANGED
    assert [row.mark for row in found.table.rows] == [Mark.KEPT, Mark.KEPT, Mark.INSERTED]
    assert [piece.mark for piece in found.table.rows[0].cells[1]] == [Mark.KEPT]
    changed = [(piece.mark, piece.text) for piece in found.table.rows[1].cells[1]]
    assert (Mark.DELETED, "170") in changed
    assert (Mark.INSERTED, "180") in changed


def test_a_new_column_is_one_column_of_one_table():
    new = (
        "| Fund | Run by | Pounds |\n|---|---|---|\n"
        "| Recovery | Foundation | 330,000 |\n| Pilot | Ashford | 170,000 |\n"
    )
    (found,) = compare(OLD_TABLE, new)
    assert found.table.columns == (Mark.KEPT, Mark.INSERTED, Mark.KEPT)
    assert {len(row.cells) for row in found.table.rows} == {3}
    assert [piece.mark for piece in found.table.rows[0].cells[1]] == [Mark.INSERTED]
    assert [piece.mark for piece in found.table.rows[0].cells[2]] == [Mark.KEPT]


@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=5),
    st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=5),
)
def test_every_row_of_a_compared_table_has_every_column(old, new):
    def table(rows):
        lines = ["| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in rows]
        return "\n".join([lines[0], "|---|---|", *lines[1:]])

    for one in compare(table(old), table(new)):
        if one.table:
            width = len(one.table.columns)
            assert {len(row.cells) for row in (one.table.head, *one.table.rows)} == {width}


HOSTILE = [
    "",
    "\n" * 500,
    "\0",
    "[" * 5_000,
    "*" * 20_000,
    "`" * 20_000,
    "> " * 5_000,
    "- " * 5_000,
    "|" * 20_000,
    "|" * 999 + "\n" + "|-" * 999 + "\n" + "|" * 999,
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "```\nnever closed",
    "a" * 50_000,
    ("word " * 10_000).strip(),
    "\u202e\u0000\ufffe",
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_texts_are_compared_like_any_other(number):
    for other in ("A plain sentence.", HOSTILE[number - 1]):
        found = compare(HOSTILE[number], other)
        assert tidy(before(found)) == tidy(HOSTILE[number])
        assert tidy(after(found)) == tidy(other)


def test_a_very_long_paragraph_is_compared_by_sentences():
    sentences = [f"Sentence {n} speaks of group {n * 7} in district {n % 12}." for n in range(900)]
    changed = [s.replace("speaks", "tells") if n % 90 == 0 else s for n, s in enumerate(sentences)]
    pieces = pieces_of(" ".join(sentences), " ".join(changed))
    assert [piece.text for piece in pieces if piece.mark == Mark.INSERTED] == ["tells"] * 10


def test_thousands_of_changed_blocks_are_set_beside_each_other():
    old = [
        f"Paragraph {n} about group {n * 13} and its {n % 7} halls in Kent." for n in range(2000)
    ]
    new = [text.replace("halls", "rooms") for text in old]
    found = compare("\n\n".join(old), "\n\n".join(new))
    assert {one.kind for one in found} == {Kind.CHANGED}
