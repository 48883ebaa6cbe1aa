"""Spreadsheets: numbers to go on with, and no formula of anybody's."""

import csv
import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from civilsociety.documents import Column, DataTable, all_tables
from civilsociety.documents.tables import document_csv, document_xlsx, to_csv, to_xlsx

from .samples import ATTACKS, SPENDING, document, hostile


def read_csv(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def read_xlsx(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def test_csv_keeps_numbers_as_numbers():
    rows = read_csv(to_csv(SPENDING))
    assert rows[:3] == [
        ["Group", "Awarded", "Share", "On"],
        ["Riverside", "5000.00", "40", "2021-11-09"],
        ["Hilltop", "7500.50", "60", "2021-12-09"],
    ]
    assert rows[3:] == [[], ["Base: two groups"], ["Figures are rounded."]]


def test_csv_begins_with_the_mark_that_excel_wants():
    assert to_csv(SPENDING).startswith(b"\xef\xbb\xbf")


def test_xlsx_keeps_numbers_and_dates():
    sheet = read_xlsx(to_xlsx([SPENDING], title="t", issued_on=date(2021, 1, 1))).worksheets[0]
    assert [cell.value for cell in sheet[3]][:3] == ["Hilltop", Decimal("7500.50"), 60]
    assert sheet["D2"].value.date() == date(2021, 11, 9)


@pytest.mark.parametrize("text", ["=1+1", "+44 1622", "-5", "@x", "\t=1", " =1", "＝1+1", "\n=1"])
def test_text_that_starts_a_formula_is_quoted_in_csv(text):
    table = DataTable("t", (Column("a"),), ((text,),))
    assert read_csv(to_csv(table))[1][0].startswith("'")


def test_a_negative_number_is_not_text():
    table = DataTable("t", (Column("a"), Column("n", "number")), (("x", -5),))
    assert read_csv(to_csv(table))[1] == ["x", "-5"]


@pytest.mark.parametrize("text", ATTACKS)
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(text):
    book = read_xlsx(document_xlsx(hostile(text)))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)


@pytest.mark.parametrize("text", ATTACKS)
def test_no_cell_of_a_csv_starts_a_formula(text):
    for row in read_csv(document_csv(hostile(text))):
        assert not any(cell.lstrip().startswith(tuple("=+-@")) for cell in row)


def test_sheets_of_one_name_are_told_apart():
    table = DataTable("A [very] long caption: with/signs and more than thirty-one", (), ())
    book = read_xlsx(to_xlsx([table, table], title="t", issued_on=date(2021, 1, 1)))
    assert len(set(book.sheetnames)) == 2


def test_document_without_tables_is_still_a_workbook():
    assert read_xlsx(document_xlsx(document(()))).sheetnames == ["No tables"]


def test_same_document_is_the_same_bytes():
    assert document_xlsx(document()) == document_xlsx(document())
    assert document_csv(document()) == document_csv(document())


def test_tables_of_a_document_are_found_inside_figures_and_panels():
    assert [table.caption for table in all_tables(document())] == ["Who answered", "Spending"]
