"""A long table as a workbook, written row by row to a file: memory stays the same at any size."""

from datetime import date, datetime, time
from decimal import Decimal

import xlsxwriter

from civilsociety.documents.tables import LONGEST_CELL, NUMBER_FORMATS, plain
from civilsociety.documents.text import printable

MOST_ROWS = 1_000_000  # of a sheet, below the 1,048,576 a spreadsheet holds
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbook(file, name, columns, rows, *, about):
    """Writes the rows on sheets called `name`, and `about` on one, “Meta”, into an open file.

    No text in it ever becomes a formula.
    """
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        formats = {kind: book.add_format({"num_format": f}) for kind, f in NUMBER_FORMATS.items()}
        formats["head"] = book.add_format({"bold": True, "bottom": 1})
        sheet, y = None, MOST_ROWS
        for row in rows:
            if y == MOST_ROWS:
                sheet, y = _sheet(book, name, columns, formats), 0
            y += 1
            _write(sheet, y, columns, row, formats)
        if sheet is None:
            _sheet(book, name, columns, formats)
        _meta(book, about, formats)


def _sheet(book, name, columns, formats):
    number = len(book.worksheets()) + 1
    sheet = book.add_worksheet(name if number == 1 else f"{name} {number}")
    sheet.freeze_panes(1, 0)
    for x, column in enumerate(columns):
        sheet.set_column(x, x, 14 if column.kind != "text" else 28)
        sheet.write_string(0, x, column.label, formats["head"])
    return sheet


def _write(sheet, y, columns, row, formats):
    for x, (cell, column) in enumerate(zip(row, columns, strict=True)):
        value = plain(cell, column.kind)
        if isinstance(value, int | float | Decimal):
            sheet.write_number(y, x, value, formats.get(column.kind))
        elif isinstance(value, date):
            sheet.write_datetime(y, x, datetime.combine(value, time()), formats["date"])
        elif value:
            sheet.write_string(y, x, printable(value)[:LONGEST_CELL])


def _meta(book, about, formats):
    sheet = book.add_worksheet("Meta")
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    for y, (what, words) in enumerate(about):
        sheet.write_string(y, 0, what, formats["head"])
        sheet.write_string(y, 1, words[:LONGEST_CELL])
