"""What is hidden in one format is hidden in all, in the same words."""

import csv
import io
import re

import docx
import openpyxl
import pytest

from civilsociety.documents import breakdown, breakdown_figure, to_html
from civilsociety.documents.html import to_paged_html
from civilsociety.documents.tables import document_csv, document_xlsx
from civilsociety.documents.word import to_docx

from .samples import document

COUNTS = {"Charity": 1238, "Trustee": 16, "Resident": 12, "Partner": 4, "Other": 8}


def from_html(html):
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", html, re.S)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows][1:]


def from_csv(made, size):
    rows = list(csv.reader(io.StringIO(document_csv(made).decode("utf-8-sig"))))
    return [_as_read(row) for row in rows[2 : 2 + size]]


def from_xlsx(made, size):
    sheet = openpyxl.load_workbook(io.BytesIO(document_xlsx(made))).worksheets[0]
    rows = sheet.iter_rows(min_row=2, max_row=1 + size, values_only=True)
    return [_as_read(row) for row in rows]


def _as_read(row):
    label, count, percent = (str(cell) for cell in row)
    hidden = count == "not shown"
    return [label, count if hidden else f"{int(count):,}", percent if hidden else f"{percent}%"]


def from_word(made):
    grid = docx.Document(io.BytesIO(to_docx(made))).tables[0]
    return [[cell.text for cell in row.cells] for row in grid.rows][1:]


@pytest.mark.parametrize("counts", [COUNTS, COUNTS | {"Partner": 40}, {"a": 40, "b": 30, "c": 2}])
def test_every_format_shows_the_same_cells(counts):
    published = breakdown(counts, sum(counts.values()), threshold=10)
    made = document((breakdown_figure("Who", published),))
    page = from_html(to_html(made))
    assert [row[1] for row in page] == [str(figure) for _, figure in published]
    assert from_html(to_paged_html(made)) == page
    assert from_csv(made, len(counts)) == page
    assert from_xlsx(made, len(counts)) == page
    assert from_word(made) == page


def test_note_travels_with_the_table_into_every_format():
    published = breakdown({"a": 40, "b": 30, "c": 2}, 72, threshold=10)
    made = document((breakdown_figure("Who", published),))
    words = "Groups of fewer than 10 are not shown"
    assert words in to_html(made)
    assert words in to_paged_html(made)
    assert words in document_csv(made).decode()
    texts = [p.text for p in docx.Document(io.BytesIO(to_docx(made))).paragraphs]
    assert any(words in text for text in texts)
    sheet = openpyxl.load_workbook(io.BytesIO(document_xlsx(made))).worksheets[0]
    assert any(words in str(cell.value) for cell in sheet["A"])
