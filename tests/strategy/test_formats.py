"""Reading a strategy from a Markdown file: what is understood, what is refused and how."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy.formats import LARGEST_FILE, UnreadableFile, read_strategy
from strategy.states import VersionState

GOOD = """---
title: Our strategy
summary: What we promise.
period: 2021 to 2024
kind: consultation_draft
published_on: 2021-09-06
---

# People

Everyone helps someone.

## Volunteering {#volunteering}

* First
* Second

# Place {#our-place}
"""


def read(text, **options):
    return read_strategy(text.encode(), **options)


def refusals(text, **options):
    with pytest.raises(UnreadableFile) as caught:
        read_strategy(text if isinstance(text, bytes) else text.encode(), **options)
    return str(caught.value)


def outline(text):
    return [(s.number, s.key, s.title) for s in read(text).sections]


def test_good_file_gives_front_matter_and_numbered_sections():
    text = read(GOOD)

    assert (text.title, text.period, text.kind) == (
        "Our strategy",
        "2021 to 2024",
        VersionState.CONSULTATION_DRAFT,
    )
    assert [(s.number, s.key, s.level) for s in text.sections] == [
        ("1", "people", 1),
        ("1.1", "volunteering", 2),
        ("2", "our-place", 1),
    ]
    assert text.sections[1].body == "* First\n* Second"


def test_windows_file_reads_the_same():
    windows = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()

    assert read_strategy(windows) == read(GOOD)


def test_lone_heading_at_the_top_is_the_title_and_its_text_the_summary():
    text = read("# Our strategy\n\nWhat we promise.\n\n## People\n\n### Help\n\n## Place\n")

    assert (text.title, text.summary) == ("Our strategy", "What we promise.")
    assert [(s.number, s.title) for s in text.sections] == [
        ("1", "People"),
        ("1.1", "Help"),
        ("2", "Place"),
    ]


def test_lone_chapter_stays_a_chapter_when_the_title_is_given():
    assert outline("---\ntitle: Our strategy\n---\n# People\n\n## Help\n") == [
        ("1", "people", "People"),
        ("1.1", "help", "Help"),
    ]


def test_title_given_with_the_command_outranks_the_file():
    assert read(GOOD, title="Another").title == "Another"


def test_numbers_typed_by_hand_are_taken_away_only_where_they_are_right():
    text = "---\ntitle: T\n---\n# 1. People\n\n## 1.1 Help\n\n# 2021 in short {#year}\n"

    assert [s.title for s in read(text).sections] == ["People", "Help", "2021 in short"]


def test_headings_in_code_and_quotations_are_text():
    text = "# T\n\n## One\n\n```\n# not a section\n```\n\n> # nor this\n\n## Two\n"

    assert [s.title for s in read(text).sections] == ["One", "Two"]
    assert "# not a section" in read(text).sections[0].body


def test_same_title_in_two_chapters_takes_the_chapter_into_its_anchor():
    text = "---\ntitle: T\n---\n# People\n\n## What we will do\n\n# Place\n\n## What we will do\n"

    assert [s.key for s in read(text).sections] == [
        "people",
        "what-we-will-do",
        "place",
        "place-what-we-will-do",
    ]


def test_heading_markup_becomes_plain_words():
    assert outline("---\ntitle: T\n---\n# *People* and `code` & [more](http://x.example)\n") == [
        ("1", "people-and-code-more", "People and code & more")
    ]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("# T\n\n## A\n\n#### Deep\n", 5, "skips a level"),
        ("# T\n\n## A {#x}\n\n## B {#x}\n", 5, "taken by line 3"),
        ("# T\n\n## A {#Not An Anchor}\n\n## B\n", 3, "small letters"),
        ("# T\n\n## A {#contents}\n\n## B\n", 3, "Choose another"),
        ("# T\n\n## 👋\n\n## B\n", 3, "needs an anchor"),
        ("# T\n\n##\n\n## B\n", 3, "no words"),
        ("# T\n\n## " + "x" * 201 + "\n\n## B\n", 3, "201 characters"),
        ("Title\n=====\n\n# A\n\n# B\n", 1, "Write headings with #"),
        ("# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n\n# F\n", 9, "too deep"),
        ("---\ntitle: T\nsubtitle: U\n---\n# A\n", 3, "is not known here"),
        ("---\ntitle: T\nkind: law\n---\n# A\n", 3, "is not a kind"),
        ("---\ntitle: T\nkind: adopted\n---\n# A\n", 3, "names its decision"),
        ("---\ntitle: T\npublished_on: soon\n---\n# A\n", 3, "not a date"),
        ("---\ntitle: T\npublished_on: 2021-13-45\n---\n# A\n", 1, "front matter"),
        ("---\ntitle: T: U\n---\n# A\n", 2, "quotation marks"),
        ("---\ntitle: [T]\n---\n# A\n", 2, "has to be text"),
        ('---\ntitle: "T\\0"\n---\n# A\n', 2, "not text"),
        ("---\ntitle: T\nsample: perhaps\n---\n# A\n", 3, "true or false"),
        ("---\ntitle: T\n# A\n", 1, "does not end"),
        ("---\n- a\n- b\n---\n# A\n", 2, "one entry on a line"),
        ("---\ntitle: T\nsummary: S\n---\nLost words\n\n# A\n", 5, "before the first section"),
        ("# T\n\n## A\x00\n", 3, "U+0000"),
    ],
)
def test_wrong_line_is_named_with_its_cure(text, line, says):
    refused = refusals(text)

    assert f"Line {line}: " in refused
    assert says in refused


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \n \n", "empty"),
        (b"PK\x03\x04rest of a Word file", "Word"),
        (b"%PDF-1.7", "PDF"),
        (b"# T\n\n## Caf\xe9\n", "Line 3: the file is not in UTF-8"),
        (b"x" * (LARGEST_FILE + 1), "larger than 1 MB"),
        (b"Only words, no heading.", "no sections"),
        (b"---\n---\n", "no sections"),
        (b"---\n" + b"a: " + b"[" * 20_000 + b"\n---\n# A\n", "front matter"),
        (b"# A\n" * 501, "more than 500 sections"),
        (b"# T\n## A\n" + b"word " * 11_000 + b"\n## B", "longer than 50,000"),
    ],
)
def test_wrong_file_is_refused_in_a_sentence(content, says):
    assert says in refusals(content)


def test_every_problem_is_told_at_once():
    refused = refusals("---\ntitle: T\nkind: law\n---\n# A {#x}\n\n# B {#x}\n\n### C\n")

    assert refused.count("Line ") == 3


def test_wholly_wrong_file_tells_the_first_problems_only():
    refused = refusals("# T\n\n## A\n" + "###### deep\n" * 400)

    assert refused.count("too deep") == 50
    assert "350 more problems" in refused


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content):
    try:
        read_strategy(content)
    except UnreadableFile as error:
        assert str(error)


@given(st.text(alphabet="#-{}=> \n`:*1.ab\t\\[", max_size=300))
def test_any_marks_are_read_or_refused(content):
    try:
        read_strategy(content.encode())
    except UnreadableFile as error:
        assert str(error)
