"""What is said of Markdown that would not be shown as it is written, and where it is divided."""

import pytest

from strategy.formats.body import parts_from, problems_of, sub_headings, title_problem


def told(body, **more):
    return [str(problem) for problem in problems_of(body, **more)]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Words with **bold**, [a link](#people) and <https://example.org/>.",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "`<b>` is shown as it is, and so is\n\n    <div>\n",
        "# One\n\n## Two\n\n### Three\n\n#### Four",
        "5 < 6 and 7 > 3",
        "![A map](picture:map)",
    ],
)
def test_what_can_be_kept_is_not_spoken_of(body):
    assert told(body, pictures=["map"]) == []


def test_html_is_told_with_its_line():
    [block, inline] = told("Fine.\n\n<div class=x>\nHello\n</div>\n\nAnd\nan <b>inline</b> one")
    assert block.startswith("Line 3: “<div class=x> Hello </div>” is HTML")
    assert inline.startswith("Line 8: “<b>” is HTML")


def test_html_comment_is_told():
    assert told("Words <!-- note to self --> more.")[0].startswith("Line 1: “<!-- note to self")


def test_unknown_picture_is_told_with_those_there_are():
    assert told("![A map](picture:mpa)", pictures=["map"]) == [
        "Line 1: this version has no picture “mpa”. There are: map."
    ]


def test_picture_from_elsewhere_is_told():
    assert "is not kept here" in told("Text\n![x](https://evil.example/x.png)")[0]
    assert told("Text\n![x](https://evil.example/x.png)")[0].startswith("Line 2:")


def test_heading_too_deep_is_told():
    body = "# a\n## b\n### c\n#### d\n##### e"
    assert told(body) == [
        "Line 5: “e” is too deep. Inside a section 4 levels of heading are the most."
    ]


@pytest.mark.parametrize("body", ["a\x00b", "one\n\x07two"])
def test_characters_that_are_no_text_are_told(body):
    assert "not text" in told(body)[0]


def test_far_too_long_a_text_is_told():
    assert told("x" * 50_001)[0].startswith("The text has 50,001 characters")


def test_a_thousand_problems_are_not_all_told():
    assert len(told("<b>x</b>\n\n" * 1000)) == 20


BODY = "Before.\n\n## First {#x}\n\nText.\n\n### Deeper\n\nMore.\n\nSecond\n------\n\nLast.\n"


def test_headings_inside_a_text():
    found = [(each.line, each.depth, each.words) for each in sub_headings(BODY)]
    assert found == [(3, 1, "First"), (7, 2, "Deeper"), (11, 1, "Second")]


def test_dividing_keeps_the_order_of_reading():
    above, parts = parts_from(BODY, 3)

    assert above == "Before."
    assert [(part.title, part.body) for part in parts] == [
        ("First", "Text.\n\n### Deeper\n\nMore."),
        ("Second", "Last."),
    ]


def test_dividing_at_a_deeper_heading_takes_what_follows_too():
    above, parts = parts_from(BODY, 7)
    assert above == "Before.\n\n## First {#x}\n\nText."
    assert [part.title for part in parts] == ["Deeper", "Second"]


@pytest.mark.parametrize("line", [0, -1, 1, 4, 10_000])
def test_dividing_where_no_heading_stands(line):
    assert parts_from(BODY, line) is None


def test_heading_in_a_quotation_cannot_begin_a_section():
    assert parts_from("> # Quoted\n\nWords.", 1) is None
    assert sub_headings("> # Quoted")[0].nested


def test_titles():
    assert title_problem("People") == ""
    assert "Enter the title" in title_problem("")
    assert "not text" in title_problem("a\x00")
    assert "201" in title_problem("x" * 201)
