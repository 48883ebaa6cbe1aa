"""The Word file: real headings, described charts, and nothing that moves by itself."""

import io
import zipfile
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from civilsociety.documents.content import Column, DataTable, Document
from civilsociety.documents.word import to_docx

from .samples import ATTACKS, document, hostile


@pytest.fixture(scope="module")
def word():
    return docx.Document(io.BytesIO(to_docx(document())))


def test_headings_are_real(word):
    found = [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert ("Heading 1", "Summary") in found
    assert ("Heading 2", "Terms") in found
    assert ("Heading 3", "You said") in found


def test_language_and_properties_are_ours(word):
    assert word.core_properties.title == "You said, we did"
    assert word.core_properties.language == "en-GB"
    languages = {each.get(qn("w:val")) for each in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert word.core_properties.created.date().isoformat() == "2021-11-09"


def test_table_heads_repeat_on_every_page(word):
    assert all(t.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for t in word.tables)


def test_columns_share_the_width_of_the_text_by_what_stands_in_them():
    table = DataTable(
        caption="Measures",
        columns=(Column("Aim"), Column("Evidence")),
        rows=(("£1,250,000", "Said by the yearly survey of the sector. " * 5),),
    )
    made = Document(title="T", issued_on=date(2021, 11, 9), blocks=(table,))
    (grid,) = docx.Document(io.BytesIO(to_docx(made))).tables
    aim, evidence = (column.width.mm for column in grid.columns)
    assert aim + evidence == pytest.approx(160, abs=1)
    assert 20 < aim < 40


def test_charts_are_described(word):
    pictures = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert pictures
    assert all("Charity: 38 (49%)" in words for words in pictures)


def test_contents_lead_to_bookmarks(word):
    body = word.element.body
    names = {each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))}
    wanted = {each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))} - {None}
    assert wanted
    assert wanted <= names


def test_numbered_lists_each_begin_at_one(word):
    numbers = [
        p._p.pPr.numPr.numId.val
        for p in word.paragraphs
        if p.style.name == "List Number" and p._p.pPr.numPr is not None
    ]
    assert len(set(numbers)) >= 3


def test_same_document_is_the_same_bytes():
    assert to_docx(document()) == to_docx(document())


@pytest.mark.parametrize("text", ATTACKS)
def test_hostile_text_makes_a_sound_file(text):
    data = to_docx(hostile(text))
    assert docx.Document(io.BytesIO(data)).paragraphs
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(parts.read(name))
        assert b"javascript:" not in parts.read("word/_rels/document.xml.rels")
        assert b"file:" not in parts.read("word/_rels/document.xml.rels")
