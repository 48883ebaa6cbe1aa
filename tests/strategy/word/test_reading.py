"""A Word file read: what comes over, what is listed, and that nothing is lost."""

import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from civilsociety.documents import markdown_to_text, render_markdown
from tests.strategy.word.files import (
    WordFile,
    picture,
    strategy_file,
    with_comments,
    with_notes,
    with_parts,
)
from tests.strategy.word.one_of_each import BOX, everything, kinds, one, read, said


def test_headings_become_numbered_sections_with_anchors():
    found = read(strategy_file())

    assert found.text.title == "Civil Society Strategy"
    assert [(s.number, s.level, s.title, s.key) for s in found.text.sections] == [
        ("1", 1, "People", "people"),
        ("1.1", 2, "Volunteering", "volunteering"),
        ("2", 1, "Place", "place"),
    ]
    assert found.text.sections[1].body == (
        "We will support volunteers.\n\n- time off\n- training\n\n"
        "| What | By when |\n| --- | --- |\n| A pilot | 2022 |\n\n![](picture:picture-1)"
    )
    assert [(p.alt, p.place, p.width, p.height) for p in found.pictures] == [
        ("Volunteers in a hall", "in 1.1 Volunteering", 60, 40)
    ]
    assert found.left_out == () and found.problems == ()


def test_numbers_typed_by_hand_are_counted_anew():
    word = WordFile().heading("1. People").heading("1.1 Volunteering", 2)
    word.heading("3. Place").heading("2021 in review").heading("10 years on")
    found = read(word)

    assert [f"{s.number} {s.title}" for s in found.text.sections] == [
        "1 People",
        "1.1 Volunteering",
        "2 Place",
        "3 2021 in review",
        "4 10 years on",
    ]
    assert said(found, "number").text == "3. Place"


def test_skipped_levels_are_closed_and_listed():
    found = read(WordFile().heading("People").heading("Deep", 3).heading("Place"))

    assert [s.number for s in found.text.sections] == ["1", "1.1", "2"]
    assert said(found, "level").place == "in 1.1 Deep"


def test_headings_below_the_fourth_level_stay_in_their_section():
    word = WordFile().heading("A").heading("B", 2).heading("C", 3).heading("D", 4)
    found = read(word.heading("Small", 5).text("Words."))

    assert [s.number for s in found.text.sections] == ["1", "1.1", "1.1.1", "1.1.1.1"]
    assert found.text.sections[-1].body == "# Small\n\nWords."


def test_lone_first_heading_is_the_title_where_there_is_none():
    found = read(WordFile(title="").heading("A strategy").heading("People", 2).heading("Place", 2))

    assert found.text.title == "A strategy"
    assert [f"{s.number} {s.title}" for s in found.text.sections] == ["1 People", "2 Place"]


def test_text_before_the_first_heading_is_the_summary():
    found = read(WordFile().text("In short.").text("And more.").heading("People"))
    assert found.text.summary == "In short. And more."


def test_summary_too_long_is_listed_with_its_words():
    found = read(WordFile().text("In short.").text("long " * 500).heading("People"))
    assert found.text.summary == "In short."
    assert said(found, "front").text.startswith("long long")


def test_no_headings_says_how_to_make_them():
    found = read(WordFile().text("Only words."))
    assert "choose “Heading 1”" in found.problems[0]


def test_nested_lists_keep_their_depth_and_numbers():
    def body(word):
        for text, style in [
            ("one", "List Number"),
            ("a", "List Bullet 2"),
            ("b", "List Bullet 2"),
            ("two", "List Number"),
            ("going on", "List Continue"),
        ]:
            word.text(text, style)

    assert one(body) == "1. one\n   - a\n   - b\n2. two\n\n   going on"


def test_lists_of_one_pattern_count_on_until_one_begins_anew():
    """As Word counts, and as other word processors write what Word wrote."""

    def body(word):
        numbering = word.file.part.numbering_part.element
        pattern = word.file.styles["List Number"].element.pPr.numPr.numId.val
        pattern = numbering.num_having_numId(pattern).abstractNumId.val
        first, same, anew = (numbering.add_num(pattern) for _ in range(3))
        for begins in (first, anew):
            begins.add_lvlOverride(ilvl=0).add_startOverride(1)
        for text, num in [("one", first), ("two", same), ("three", same), ("one again", anew)]:
            number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{num.numId}"/></w:numPr>'
            word.runs(f"<w:pPr>{number}</w:pPr><w:r><w:t>{text}</w:t></w:r>")

    assert one(body) == "1. one\n2. two\n3. three\n1) one again"


def test_marks_and_links_survive_odd_spacing():
    body = one(
        lambda word: word.runs(
            '<w:r><w:t xml:space="preserve">We </w:t></w:r>'
            '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">will </w:t></w:r>'
            "<w:r><w:rPr><w:b/><w:i/></w:rPr><w:t>listen</w:t></w:r>"
            "<w:r><w:rPr><w:strike/></w:rPr><w:t>never</w:t></w:r>"
        )
    )
    html = render_markdown(body)
    assert "<strong>will <em>listen</em></strong>" in html
    assert "<s>never</s>" in html


def test_signs_of_markdown_are_words_in_word():
    text = "1. # *not* bold_ [x](y) <b> `c` ~~d~~ a|b &amp; \\ ![i](j)"
    body = one(lambda word: word.text(text))
    assert markdown_to_text(body) == text
    assert "<a" not in render_markdown(body)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text("ab1. #*_[]()<>`~|&!\\-+=:\n^/", max_size=14), min_size=1, max_size=4))
def test_any_words_come_over_as_they_were(parts):
    word = WordFile().heading("People")
    for part in parts:
        word.text(part)
    found = read(word)
    shown = "".join(markdown_to_text(found.text.sections[0].body).split())
    assert shown == "".join("".join(parts).split())


def test_unsafe_link_keeps_its_words_and_is_listed():
    word = WordFile().heading("People")
    for address in ("javascript:alert(1)", "file:///etc/passwd", "https://example.org/a b"):
        relation = word.file.part.relate_to(
            address,
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
            is_external=True,
        )
        word.runs(f'<w:hyperlink r:id="{relation}"><w:r><w:t>go</w:t></w:r></w:hyperlink>')
    found = read(word)

    assert found.text.sections[0].body == "go\n\ngo\n\n[go](<https://example.org/a b>)"
    assert [each.text for each in found.left_out] == ["go", "go"]


def test_link_to_a_place_in_the_file_leads_to_its_section():
    word = WordFile().heading("People")
    word.runs('<w:hyperlink w:anchor="there"><w:r><w:t>see</w:t></w:r></w:hyperlink>')
    word.heading("Place")
    word.runs('<w:bookmarkStart w:id="1" w:name="there"/><w:r><w:t>Here.</w:t></w:r>')

    assert read(word).text.sections[0].body == "[see](#place)"


def test_tracked_changes_are_accepted_and_listed():
    word = (
        WordFile()
        .heading("People")
        .runs(
            '<w:r><w:t xml:space="preserve">We </w:t></w:r>'
            '<w:del w:id="1"><w:r><w:delText>may </w:delText></w:r></w:del>'
            '<w:ins w:id="2"><w:r><w:t>will</w:t></w:r></w:ins>'
            '<w:r><w:t xml:space="preserve"> act.</w:t></w:r>'
        )
    )
    found = read(word)

    assert found.text.sections[0].body == "We will act."
    assert [(each.text, each.place) for each in found.left_out] == [
        ("may", "in 1 People"),
        ("will", "in 1 People"),
    ]


def test_paragraph_end_deleted_with_tracked_changes_joins_what_follows():
    word = WordFile().heading("People")
    word.raw('<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>One</w:t></w:r></w:p>')
    assert read(word.text(" two.")).text.sections[0].body == "One two."


def test_comments_are_listed_without_their_author():
    word = (
        WordFile()
        .heading("People")
        .runs('<w:r><w:t>Words.</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r>')
    )
    found = read(with_comments(word.bytes(), "Who says so?", "Left over"))

    comments = [each for each in found.left_out if each.kind == "comment"]
    assert [(each.text, each.place) for each in comments] == [
        ("Who says so?", "in 1 People"),
        ("Left over", "in the file"),
    ]
    assert "Olive" not in str(found.left_out)


def test_footnotes_and_endnotes_come_over_with_their_words():
    word = (
        WordFile()
        .heading("People")
        .runs(
            '<w:r><w:t>One</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r>'
            '<w:r><w:t xml:space="preserve"> two</w:t></w:r>'
            '<w:r><w:endnoteReference w:id="1"/></w:r>'
        )
    )
    content = with_notes(with_notes(word.bytes(), "footnote", ["First.", "Nobody."]), "endnote")
    found = read(content)

    assert found.text.sections[0].body == "One[^1] two[^2]\n\n[^1]: First.\n\n[^2]: A note."
    assert said(found, "note").text == "Nobody."


def test_joined_cells_are_single_and_listed():
    word = WordFile().heading("People")
    grid = word.table([["A", "B"], ["c", "d"]])
    grid.cell(1, 0).merge(grid.cell(1, 1))
    found = read(word)

    assert "| c d |  |" in found.text.sections[0].body
    assert "cells" in kinds(found)


def test_table_of_contents_is_listed_not_kept():
    word = WordFile().heading("Contents")
    word.raw(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText>TOC \\o "1-2"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>People 3</w:t></w:r></w:p>'
        '<w:p><w:r><w:t>Place 4</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    found = read(word.heading("People").text())

    assert [s.title for s in found.text.sections] == ["People"]
    assert said(found, "contents").text == "People 3 Place 4 Contents"


def test_text_box_stands_below_its_paragraph_once():
    word = WordFile().heading("People").runs(f"<w:r><w:t>Beside</w:t></w:r>{BOX}").text("After")
    found = read(word)

    assert found.text.sections[0].body == "Beside\n\nIn a box\n\nAfter"
    assert said(found, "box").text == "In a box"


def test_every_word_of_the_file_came_over_or_is_listed():
    content = everything()
    found = read(content)
    kept = [found.text.title, found.text.summary, *(s.title for s in found.text.sections)]
    kept += [markdown_to_text(s.body) for s in found.text.sections]
    kept += [each.text for each in found.left_out]
    there = "".join(" ".join(kept).split())
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = [
            n
            for n in parts.namelist()
            if re.match(r"word/(document|footnotes|endnotes|comments|header\d|footer\d)\.xml", n)
        ]
        roots = [etree.fromstring(parts.read(name)) for name in names]
    words = [
        "".join(each.text.split())
        for root in roots
        for each in root.iter()
        if etree.QName(each).localname in {"t", "delText"} and each.text
    ]
    assert len(words) > 30
    assert [word for word in words if word and word not in there] == []


def test_each_thing_that_was_not_kept_is_listed_with_its_place():
    found = read(everything())
    assert {
        "box", "equation", "hidden", "colour", "underlined", "break", "chart", "embedded", "sign",
        "form", "change", "reading", "note", "cells", "margin", "comment",
    } <= set(kinds(found))  # fmt: skip
    assert all(each.place for each in found.left_out)
    assert said(found, "chart").text == "Sales"


def test_pictures_are_freed_of_what_a_camera_wrote():
    buffer = io.BytesIO()
    photo = Image.new("RGB", (30, 20), "red")
    details = Image.Exif()
    details[0x010E] = "Somebody's kitchen"
    photo.save(buffer, "JPEG", exif=details)
    found = read(WordFile().heading("People").picture(buffer.getvalue()))

    assert b"kitchen" in buffer.getvalue()
    assert b"kitchen" not in found.pictures[0].content
    assert found.pictures[0].content_type == "image/jpeg"


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
def test_other_formats_of_pictures_become_png(kind):
    found = read(WordFile().heading("People").picture(picture(kind)))
    assert found.pictures[0].content_type == "image/png"


def test_words_that_word_guessed_are_not_taken_for_a_description():
    guess = "A hall\n\nDescription automatically generated"
    assert read(WordFile().heading("P").picture(alt=guess)).pictures[0].alt == ""


def test_picture_outside_the_file_is_never_fetched():
    def outside(data):
        return data.replace(
            b'Target="media/image1.png"', b'Target="http://127.0.0.1/x.png" TargetMode="External"'
        )

    content = with_parts(
        WordFile().heading("People").picture().bytes(), {"word/_rels/document.xml.rels": outside}
    )
    found = read(content)
    assert found.pictures == ()
    assert "127.0.0.1" in said(found, "picture").sentence


def test_broken_picture_is_listed():
    content = with_parts(
        WordFile().heading("People").picture().bytes(), {"word/media/image1.png": b"nothing"}
    )
    assert said(read(content), "picture").place == "in 1 People"
