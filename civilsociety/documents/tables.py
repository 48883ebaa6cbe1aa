"""Tables as spreadsheets: CSV and XLSX, in which nothing a person typed ever becomes a formula.

Numbers stay numbers (1204, not "1,204"; pounds, not pence), so that people can go on
calculating. A figure that may not be shown is the same words as everywhere else.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal

import xlsxwriter

from .cells import cell_text
from .content import DataTable, Document, all_tables
from .suppression import Published, PublishedBase
from .text import one_line, printable

BOM = "\ufeff"  # tells Excel that the file is UTF-8
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
FIRST_YEAR = 1900  # a spreadsheet knows no earlier date
LONGEST_CELL = 32_767  # characters a spreadsheet cell holds
SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
NUMBER_FORMATS = {"money": "£#,##0.00", "percent": '0"%"', "date": "d mmmm yyyy"}


def to_csv(table: DataTable) -> bytes:
    """One table as a CSV file: head, rows, then its base and note below an empty line."""
    return (BOM + "".join(csv_lines(table.columns, table.rows)) + _after(table)).encode()


def document_csv(document: Document) -> bytes:
    """Every table of the document in one CSV file, each under its caption."""
    parts = [
        csv_line([table.caption])
        + "".join(csv_lines(table.columns, table.rows))
        + _after(table)
        + csv_line([])
        for table in all_tables(document)
    ]
    return (BOM + "".join(parts)).encode()


def csv_lines(columns, rows: Iterable) -> Iterator[str]:
    """The head and the rows, line by line, for a file too long to hold in memory."""
    kinds = [column.kind for column in columns]
    yield csv_line([column.label for column in columns])
    for row in rows:
        yield csv_line([plain(cell, kind) for cell, kind in zip(row, kinds, strict=True)])


def csv_line(cells) -> str:
    """One line of CSV, every text made safe to open in a spreadsheet."""
    buffer = io.StringIO()
    csv.writer(buffer).writerow([harmless(c) if isinstance(c, str) else c for c in cells])
    return buffer.getvalue()


def harmless(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    text = printable(text)
    dangerous = text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS)
    return f"'{text}" if dangerous else text


def plain(cell, kind: str):
    """The cell as data: a number where there is one, else its words."""
    if isinstance(cell, Published | PublishedBase):
        return _number(cell, kind)
    if cell is None or isinstance(cell, bool):
        return cell_text(cell)
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, int) and kind == "money":
        return Decimal(cell).scaleb(-2)
    return cell


def _number(figure, kind):
    if not figure.shown:
        return str(figure)
    return figure.percent if kind == "percent" else figure.count


def _after(table):
    notes = [one_line(each) for each in (table.base, table.note) if each]
    return (csv_line([]) if notes else "") + "".join(csv_line([note]) for note in notes)


def to_xlsx(sheets: Iterable[DataTable], *, title: str, issued_on: date) -> bytes:
    """The tables as one workbook, a sheet each. The same tables give the same bytes."""
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties(
            {"title": one_line(title), "created": datetime.combine(issued_on, time())}
        )
        formats = _formats(book)
        taken = set()
        for table in sheets:
            _write(book.add_worksheet(_sheet_name(table.caption, taken)), table, formats)
        if not taken:
            book.add_worksheet("No tables")
    return buffer.getvalue()


def document_xlsx(document: Document) -> bytes:
    """Every table of the document in one workbook."""
    return to_xlsx(all_tables(document), title=document.title, issued_on=document.issued_on)


def _formats(book):
    formats = {kind: book.add_format({"num_format": f}) for kind, f in NUMBER_FORMATS.items()}
    formats["number"] = book.add_format({"num_format": "#,##0"})
    formats["text"] = book.add_format({"valign": "top", "text_wrap": True})
    formats["head"] = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    formats["note"] = book.add_format({"italic": True})
    return formats


def _sheet_name(caption, taken):
    stem = SHEET_NAME.sub(" ", one_line(caption)).strip()[:31] or "Table"
    name, n = stem, 1
    while name.lower() in taken or name.lower() == "history":
        n += 1
        name = f"{stem[:27]} {n}"
    taken.add(name.lower())
    return name


def _write(sheet, table, formats):
    for x, column in enumerate(table.columns):
        sheet.write_string(0, x, one_line(column.label)[:LONGEST_CELL], formats["head"])
        sheet.set_column(x, x, 16 if column.numeric else 36)
    sheet.freeze_panes(1, 1)
    y = 0
    for y, row in enumerate(table.rows, start=1):
        for x, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            _write_cell(sheet, y, x, plain(cell, column.kind), column.kind, formats)
    notes = [each for each in (table.caption, table.base, table.note) if each]
    for i, note in enumerate(notes, start=y + 2):
        sheet.write_string(i, 0, one_line(note)[:LONGEST_CELL], formats["note"])


def _write_cell(sheet, y, x, value, kind, formats):
    if isinstance(value, int | float | Decimal):
        sheet.write_number(y, x, value, formats["number" if kind == "text" else kind])
    elif isinstance(value, date) and value.year >= FIRST_YEAR:
        sheet.write_datetime(y, x, datetime.combine(value, time()), formats["date"])
    else:
        sheet.write_string(y, x, printable(value)[:LONGEST_CELL], formats["text"])
