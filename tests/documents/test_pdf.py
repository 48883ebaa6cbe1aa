"""The tagged PDF: complete for those who cannot see it, and the same every time."""

import io
import subprocess
import sys
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Name

from civilsociety.documents import Column, DataTable, Prose
from civilsociety.documents import pdf as documents_pdf
from civilsociety.documents.fonts import font_faces
from civilsociety.documents.glyphs import spelt_out
from civilsociety.documents.pdf import ClosedFetcher, to_pdf

from .samples import ATTACKS, document, hostile, hostile_blocks


@pytest.fixture(scope="module")
def whole():
    return pikepdf.open(io.BytesIO(to_pdf(document())))


def elements(pdf):
    """Every structure element that can be reached from the root."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        here = waiting.pop(0)
        if isinstance(here, pikepdf.Array):
            waiting[:0] = list(here)
        elif isinstance(here, pikepdf.Dictionary) and "/S" in here:
            yield here
            waiting[:0] = [here.K] if "/K" in here else []


def kinds(pdf, name):
    return [each for each in elements(pdf) if str(each.S) == f"/{name}"]


def test_says_what_it_is(whole):
    assert str(whole.Root.Lang) == "en-GB"
    assert whole.Root.ViewerPreferences.DisplayDocTitle
    assert str(whole.docinfo.Title) == "You said, we did"
    assert b"pdfuaid:part" in whole.Root.Metadata.read_bytes()
    assert str(whole.docinfo.CreationDate).startswith("D:20211109")


def test_every_table_head_names_its_column_or_row(whole):
    scopes = [str(each.A.Scope) for each in kinds(whole, "TH")]
    assert set(scopes) == {"/Column", "/Row"}


def test_every_picture_has_words(whole):
    figures = kinds(whole, "Figure")
    assert figures
    assert all("Charity: 38" in str(figure.Alt) for figure in figures)


def test_running_heads_are_no_part_of_the_story(whole):
    page = whole.pages[2]
    operators = list(pikepdf.parse_content_stream(page))
    artifacts = [o for o, op in operators if str(op) == "BDC" and o[0] == Name.Artifact]
    assert len(artifacts) >= 3
    owners = next(
        owner
        for number, owner in _pairs(whole.Root.StructTreeRoot.ParentTree.Nums)
        if number == page.StructParents
    )
    marked = [int(o[1].MCID) for o, op in operators if str(op) == "BDC" and "/MCID" in o[1]]
    assert all(owners[mcid] is not None for mcid in marked)


def _pairs(array):
    items = list(array)
    return zip(items[::2], items[1::2], strict=True)


def test_links_are_printed_and_tagged(whole):
    annotations = [a for page in whole.pages for a in page.get("/Annots", [])]
    assert annotations
    assert all(int(a.F) & 4 and "/StructParent" in a for a in annotations)


def test_bookmarks_follow_the_headings(whole):
    with whole.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles == ["Summary", "Who answered", "Annex A: questions"]


def test_same_document_is_the_same_bytes_here_and_in_another_process():
    script = (
        "import django, hashlib; django.setup();"
        "from tests.documents.samples import document;"
        "from civilsociety.documents.pdf import to_pdf;"
        "print(hashlib.sha256(to_pdf(document())).hexdigest())"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    assert len(hashes) == 1
    assert to_pdf(document()) == to_pdf(document())


def test_typeface_is_embedded_when_it_was_built(whole):
    names = {str(font.BaseFont) for page in whole.pages for font in page.Resources.Font.values()}
    wanted = "Atkinson" if font_faces() else "DejaVu"
    assert any(wanted in name for name in names)


def test_without_built_fonts_the_pdf_is_still_made(monkeypatch, caplog):
    monkeypatch.setattr(documents_pdf, "font_faces", lambda text="": {})
    assert to_pdf(document()).startswith(b"%PDF")
    assert not caplog.records


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "http://127.0.0.1/", "https://example.org/", "ftp://a/b"]
)
def test_fetcher_opens_nothing_outside(address):
    with pytest.raises(ValueError, match="disallowed"):
        ClosedFetcher([]).fetch(address)


def attachments_and_targets(pdf):
    targets = [str(a.A.URI) for p in pdf.pages for a in p.get("/Annots", []) if "/A" in a]
    return "/EmbeddedFiles" in pdf.Root.get("/Names", {}), targets


@pytest.mark.parametrize("text", [ATTACKS[0], ATTACKS[2], ATTACKS[6], ATTACKS[12], ATTACKS[17]])
def test_hostile_title_and_address_make_an_honest_pdf(text):
    made = replace(hostile(text), blocks=(Prose(text),))
    pdf = pikepdf.open(io.BytesIO(to_pdf(made)))
    attached, targets = attachments_and_targets(pdf)
    assert not attached
    assert not [t for t in targets if t.startswith(("javascript", "file"))]


def test_hostile_text_in_every_block_makes_an_honest_pdf():
    blocks = tuple(block for text in ATTACKS for block in hostile_blocks(text))
    pdf = pikepdf.open(io.BytesIO(to_pdf(document(blocks))))
    attached, targets = attachments_and_targets(pdf)
    assert not attached
    assert not [t for t in targets if t.startswith(("javascript", "file"))]
    assert not any(page.get_images() for page in pdf.pages)


def test_sign_that_no_typeface_has_is_said_in_words(caplog):
    assert to_pdf(document((Prose("Thanks \U000fffff 𓀀."),))).startswith(b"%PDF")
    assert not caplog.records
    assert spelt_out("<p>👍\U0001f3fd</p>", {"👍"}) == "<p>(thumbs up sign)</p>"


def test_long_table_ends_and_points_to_the_spreadsheet():
    rows = tuple((f"row {i}", i) for i in range(1005))
    table = DataTable("Long", (Column("Name"), Column("n", "number")), rows)
    html = documents_pdf.to_print_html(document((table,)))
    assert "row 999" in html
    assert "row 1000" not in html
    assert "5 more rows are in the spreadsheet" in html


def test_a_very_long_text_is_printed():
    pdf = pikepdf.open(io.BytesIO(to_pdf(document((Prose("word " * 8_000),)))))
    assert len(pdf.pages) > 8


def test_short_document_has_neither_cover_nor_contents():
    pdf = pikepdf.open(io.BytesIO(to_pdf(document((Prose("Thank you."),), contents=False))))
    assert len(pdf.pages) == 1
