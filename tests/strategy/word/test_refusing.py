"""Anchors that survive, and files that are refused with a sentence."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy.formats import UnreadableFile
from strategy.formats.word import KnownSection
from tests.strategy.word.files import (
    WordFile,
    picture,
    strategy_file,
    with_parts,
)
from tests.strategy.word.one_of_each import everything, read

KNOWN = [
    KnownSection("vol-anchor", "Volunteering", 2, "Old words."),
    KnownSection("fair-money", "Fair and open funding", 1, "About money."),
    KnownSection("elsewhere", "Something else", 1, "The text of this section is long. " * 5),
    KnownSection("gone", "Gone", 1, ""),
]


def test_anchors_survive_by_title_by_likeness_and_by_text():
    word = WordFile().heading("Volunteering")
    word.heading("Fair, open funding").heading("A wholly new title")
    word.text("The text of this section is long. " * 5)
    found = read(word.heading("Volunteering"), known=KNOWN)

    assert [s.key for s in found.text.sections] == [
        "vol-anchor",
        "fair-money",
        "elsewhere",
        "volunteering",
    ]
    assert [each.kind for each in found.left_out] == ["anchor", "anchor"]


def test_sections_of_one_name_get_anchors_of_their_own():
    word = WordFile().heading("People").heading("Aims", 2).heading("Place").heading("Aims", 2)
    word.heading("Aims", 2).heading("2024").heading("Main").heading("•")
    keys = [s.key for s in read(word).text.sections]

    assert keys[:5] == ["people", "aims", "place", "place-aims", "place-aims-2"]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", key) for key in keys)


def test_too_many_sections_and_too_long_a_heading_are_problems():
    word = WordFile().heading("x" * 201)
    for n in range(501):
        word.file.add_heading(f"Heading {n}", 1)
    problems = read(word).problems
    assert "more than 500 headings" in problems[0]
    assert "201 characters" in problems[1]


def test_more_than_ten_thousand_paragraphs_are_refused():
    word = WordFile().heading("People").raw("<w:p/>" * 10_001)
    with pytest.raises(UnreadableFile, match="10,000 paragraphs"):
        read(word)


def with_doctype(data):
    return data.replace(b"<w:document", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document', 1)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a Word file"),
        (b"PK\x03\x04nothing", "damaged"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"E\0n\0c\0r\0y\0p\0t\0e\0d\0",
            "not a Word file|locked",
        ),
        (picture(), "not a Word file"),
        (with_parts(strategy_file().bytes(), {"word/vbaProject.bin": b"x"}), "macros"),
        (with_parts(strategy_file().bytes(), {"word/document.xml": b"<w:document"}), "damaged"),
        (with_parts(strategy_file().bytes(), {"word/document.xml": with_doctype}), "instructions"),
        (with_parts(strategy_file().bytes(), {"word/document.xml": b"<a>" * 5000}), "damaged"),
    ],
)
def test_what_is_no_sound_word_file_is_refused_with_a_sentence(content, words):
    with pytest.raises(UnreadableFile, match=words):
        read(content)


SOUND = everything()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(SOUND) - 1), st.binary(min_size=1, max_size=40))
def test_damaged_files_are_read_or_refused_and_never_break(place, junk):
    damaged = SOUND[:place] + junk + SOUND[place + len(junk) :]
    try:
        read(damaged)
    except UnreadableFile as error:
        assert str(error)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_odd_xml_is_read_or_refused_and_never_breaks(data):
    """Values of any attribute replaced by something that Word would not write."""
    odd = data.draw(
        st.sampled_from([b"", b"-1", b"99999999999999999999", b"x", b"NaN", "ü".encode()])
    )

    def change(part):
        found = list(re.finditer(rb'w:(val|id|ilvl)="([^"]*)"', part))
        at = found[data.draw(st.integers(0, len(found) - 1))]
        return part[: at.start(2)] + odd + part[at.end(2) :]

    part = data.draw(
        st.sampled_from(["word/document.xml", "word/styles.xml", "word/numbering.xml"])
    )
    try:
        read(with_parts(SOUND, {part: change}))
    except UnreadableFile as error:
        assert str(error)
