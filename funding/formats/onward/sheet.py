"""Reads a CSV or XLSX file into rows of cells that know their address. Computes nothing.

A formula is not read but marked, because what it comes to depends on the program that opens it.
"""

import csv
import io
import re
import warnings
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

MOST_GRANTS = 10_000  # rows with something in them
MOST_ROWS = 60_000  # rows there may be with the empty ones
MOST_COLUMNS = 60
LARGEST_INSIDE = 80 * 1024 * 1024  # bytes of a workbook when it is unpacked
LONGEST_CELL = 5_000  # characters
SHEET = "grants"  # the sheet that is read where a workbook has several
TOO_MANY = (
    f"The file has more than {MOST_GRANTS:,} grants. Divide it, and bring in one part after "
    "the other."
)
TOO_LONG = (
    f"Something stands below row {MOST_ROWS:,}. Delete the empty rows between, and choose the "
    "file again."
)
EMPTY = "The file is empty. Take the template, write a grant in each row, and choose it again."
NOT_READABLE = (
    "We could not read the file. Save it as an Excel workbook (xlsx) or as CSV, and choose it "
    "again."
)
NOT_TEXT = "The file holds characters that are not text. Save it as CSV (UTF-8), and try again."
OLD_EXCEL = (
    "This is a file of an old Excel (xls). Save it as an Excel workbook (xlsx), and choose it "
    "again."
)
MACROS = "This workbook holds macros. Save it without them (xlsx), and choose it again."
TOO_LARGE = "The workbook is too large when it is unpacked. Take out pictures and other sheets."
ZEROS = re.compile(r"0{2,20}")


class Unreadable(ValueError):
    """The whole file cannot be read; the argument is the sentence that says why."""


@dataclass(frozen=True)
class Cell:
    """What stands in one cell: text, a number, a date, or nothing. `address` is like B7."""

    address: str
    value: str | int | float | date | None
    is_formula: bool = False

    @property
    def is_empty(self):
        """Whether nothing stands there."""
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())

    @property
    def text(self):
        """What stands there as a person reads it, on one line."""
        value = self.value
        if value is None:
            return ""
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return " ".join(str(value).split())


@dataclass(frozen=True)
class Row:
    """One row: its number as a spreadsheet shows it, and its cells from column A on."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, place):
        """The cell of a column counted from nought; an empty one beyond the last."""
        if place < len(self.cells):
            return self.cells[place]
        return Cell(f"{get_column_letter(place + 1)}{self.number}", None)

    @property
    def is_empty(self):
        """Whether nothing stands in the row."""
        return all(cell.is_empty for cell in self.cells)

    @property
    def is_note(self):
        """Whether it is a line for people, as the template has one: it begins with “#”."""
        return bool(self.cells) and self.cells[0].text.startswith("#")


@dataclass(frozen=True)
class Sheet:
    """The first filled row as heads, and every filled row below it."""

    head: Row
    rows: tuple[Row, ...]


def read_sheet(content):
    """The rows of a CSV or XLSX file; raises Unreadable with a sentence for who chose it."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(OLD_EXCEL)
    found = _workbook_rows(content) if content.startswith(b"PK") else _csv_rows(content)
    head, rows = None, []
    for row in found:
        if row.number > MOST_ROWS:
            raise Unreadable(TOO_LONG)
        if row.is_empty or row.is_note:
            continue
        if head is None:
            head = row
            continue
        rows.append(row)
        if len(rows) > MOST_GRANTS:
            raise Unreadable(TOO_MANY)
    if head is None:
        raise Unreadable(EMPTY)
    return Sheet(head, tuple(rows))


# -- CSV ----------------------------------------------------------------------------------


def decoded(content):
    """The text of a CSV file: UTF-8, with or without a mark, UTF-16, or the letters of Windows."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as error:
            raise Unreadable(NOT_TEXT) from error
    if "\x00" in text:
        raise Unreadable(NOT_TEXT)
    return text


def separator_of(text):
    """What parts the cells: the sign most used in the first line that holds anything."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = re.sub(r'"[^"]*"', "", first)
    return max(",;\t", key=outside.count)


def _csv_rows(content):
    text = decoded(content)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))
    number = 0
    while True:
        number += 1
        try:
            texts = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(f"Row {number} cannot be read. {NOT_READABLE}") from error
        yield _row(number, [(each, each.lstrip().startswith("=")) for each in texts])


# -- XLSX ---------------------------------------------------------------------------------


def _workbook_rows(content):
    _check_archive(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and validation, which we do not read
            yield from _read_workbook(content)
    except Unreadable:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OSError) as error:
        raise Unreadable(NOT_READABLE) from error
    except (zipfile.BadZipFile, zlib.error, ParseError, RuntimeError, OverflowError) as error:
        raise Unreadable(NOT_READABLE) from error


def _check_archive(content):
    """Refuses what is no workbook, what holds macros, and what swells when it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Unreadable(NOT_READABLE) from error
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" not in names:
        raise Unreadable(NOT_READABLE)
    if any("vbaproject" in name.lower() for name in names):
        raise Unreadable(MACROS)
    if sum(entry.file_size for entry in entries) > LARGEST_INSIDE:
        raise Unreadable(TOO_LARGE)


def _read_workbook(content):
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        if not book.worksheets:
            raise Unreadable(EMPTY)
        named = [sheet for sheet in book.worksheets if sheet.title.strip().lower() == SHEET]
        sheet = (named or book.worksheets)[0]
        sheet.reset_dimensions()  # what a file says of its own size may be wrong
        for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
            yield _row(number, [_workbook_cell(cell) for cell in cells])
    finally:
        book.close()


def _workbook_cell(cell):
    value = cell.value
    if cell.data_type == "f":
        return str(value), True
    if cell.data_type == "e":
        return str(value), False
    if isinstance(value, bool):
        return ("Yes" if value else "No"), False
    if isinstance(value, datetime):
        return value.date(), False
    whole = isinstance(value, int | float) and float(value).is_integer()
    if whole and ZEROS.fullmatch(cell.number_format or ""):
        # A number that a format shows with its leading zeros: they are what a person sees.
        return f"{int(value):0{len(cell.number_format)}d}", False
    if isinstance(value, str | int | float | date) or value is None:
        return value, False
    return str(value), False


def _row(number, found):
    while found and found[-1][0] is None:
        found = found[:-1]
    return Row(
        number,
        tuple(
            Cell(f"{get_column_letter(place)}{number}", _shortened(value), is_formula)
            for place, (value, is_formula) in enumerate(found[:MOST_COLUMNS], start=1)
        ),
    )


def _shortened(value):
    """No cell we read is this long; the rest is left out so that the sentence about it is short."""
    return value[:LONGEST_CELL] if isinstance(value, str) else value
