"""Pictures, footnotes and watermarks, the same in every format."""

import io

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from PIL import Image

from civilsociety.documents import Heading, Picture, Prose, render_markdown, to_html
from civilsociety.documents.pdf import to_pdf
from civilsociety.documents.word import to_docx
from tests.pdf import pdf_ua_complaints

from .samples import document
from .test_pdf import kinds

TEXT = """Words[^a] and more[^b], then again[^a].

![A hall full of people](picture:hall)

- one

  still one
- two

[^a]: The **first** note, [with a link](https://example.org/).
[^b]: The second.
[^c]: Nobody points at this.
"""


def png(width=40, height=30):
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture(scope="module")
def hall():
    return Picture(png(), "image/png", "A hall", 40, 30, url="/pictures/hall/")


@pytest.fixture(scope="module")
def whole(hall):
    return document(
        (Heading("People"), Prose(TEXT), Heading("Place"), Prose(TEXT)),
        pictures={"hall": hall},
        watermark="Draft for Mina, 3 October 2021, not published",
    )


def test_page_shows_only_pictures_that_were_given(hall):
    html = render_markdown(
        "![a](picture:hall) ![b](picture:none) ![c](https://evil.example/x.png) [d](picture:hall)",
        pictures={"hall": hall},
    )
    assert html.count("<img") == 1
    assert 'src="/pictures/hall/" alt="a" width="40" height="30"' in html
    assert "evil.example" not in html
    assert 'href="picture' not in html


def test_picture_without_words_has_those_it_was_given_with(hall):
    assert 'alt="A hall"' in render_markdown("![](picture:hall)", pictures={"hall": hall})


def test_words_of_a_picture_cannot_leave_their_place(hall):
    html = render_markdown('![" onerror="x](picture:hall)', pictures={"hall": hall})
    assert 'onerror="' not in html


def test_footnotes_lead_there_and_back_and_none_is_lost():
    html = render_markdown(TEXT, note_prefix="people-")
    for link in ("people-note-1", "people-mark-1-1", "people-mark-1-2", "people-mark-2-1"):
        assert f'href="#{link}"' in html
        assert f'id="{link}"' in html
    assert "Nobody points at this." in html


def test_footnotes_without_a_name_of_their_own_have_no_anchors():
    html = render_markdown(TEXT)
    assert "id=" not in html
    assert "The <strong>first</strong> note" in html


def test_sections_of_one_document_keep_their_notes_apart(whole):
    html = to_html(whole)
    ids = [part.split('"')[0] for part in html.split('id="')[1:]]
    assert len(ids) == len(set(ids))
    assert html.index("Draft for Mina") < html.index("People")


def test_footnote_inside_itself_ends():
    assert render_markdown("a[^1]\n\n[^1]: b[^1] [^1]", note_prefix="x-").count("<li") == 1


def test_pdf_keeps_to_pdf_ua(whole):
    assert pdf_ua_complaints({"with pictures": to_pdf(whole)}) == []


def test_pdf_shows_the_picture_with_its_words(whole):
    pdf = pikepdf.open(io.BytesIO(to_pdf(whole)))
    assert {str(each.Alt) for each in kinds(pdf, "Figure")} == {"A hall full of people"}


def test_pdf_and_word_are_the_same_bytes_each_time(whole):
    assert to_pdf(whole) == to_pdf(whole)
    assert to_docx(whole) == to_docx(whole)


def test_word_has_real_footnotes_and_described_pictures(whole):
    word = docx.Document(io.BytesIO(to_docx(whole)))
    assert [shape._inline.docPr.get("descr") for shape in word.inline_shapes] == [
        "A hall full of people"
    ] * 2
    marks = list(word.element.body.iter(qn("w:footnoteReference")))
    assert len(marks) == 6
    (notes,) = [rel.target_part for rel in word.part.rels.values() if "footnotes" in rel.reltype]
    assert b"The second." in notes.blob
    assert b"https://example.org/" in b"".join(
        rel.target_ref.encode() for rel in notes.rels.values()
    )


def test_word_says_on_every_page_that_it_is_a_draft(whole):
    section = docx.Document(io.BytesIO(to_docx(whole))).sections[0]
    for header in (section.header, section.first_page_header):
        assert "Draft for Mina" in "".join(p.text for p in header.paragraphs)


def test_easy_read_is_set_larger():
    word = docx.Document(io.BytesIO(to_docx(document(large_type=True))))
    assert word.styles["Normal"].font.size.pt == 16


def test_word_cells_keep_what_is_bold_and_linked():
    text = "| A | B |\n|--|--|\n| **x** | [y](https://example.org/) |\n"
    word = docx.Document(io.BytesIO(to_docx(document((Prose(text),)))))
    assert word.tables[-1].rows[1].cells[0].paragraphs[0].runs[0].bold
    assert list(word.tables[-1]._tbl.iter(qn("w:hyperlink")))


@pytest.mark.parametrize(
    "text",
    [
        "![[^1]](picture:x)\n\n[^1]: Why.",
        "![a [^1] ![[^1]](y)](https://example.org/x.png) and[^1]\n\n[^1]: Why.",
        "[![[^1]](x)](https://example.org/)\n\n[^1]: See ![[^1]](x).",
    ],
)
def test_a_mark_in_the_words_of_a_picture_is_its_number(text):
    assert "[1]" in render_markdown(text, note_prefix="a-")
    assert "-mark-1-0" not in render_markdown(text, note_prefix="a-")
    page = document((Prose(text),))
    assert to_docx(page)
    assert to_pdf(page)
