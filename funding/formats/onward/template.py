"""The template of a list of onward grants: heads, and what to write below each."""

import io
from datetime import datetime

import xlsxwriter

from civilsociety.documents.tables import BOM, csv_line
from civilsociety.organisations.models import District
from funding.formats.onward.columns import OFFERED

ROWS = 1_000  # that are formatted
MADE = datetime(2022, 1, 1)  # the same template is the same file  # noqa: DTZ001
WIDTHS = {"recipient_name": 34, "title": 40, "summary": 60}
DISTRICTS = [name for key, name in District.choices if key != District.OUTSIDE_KENT]
NOTES = (
    "One row for each grant. Keep the heads as they are; the order of the columns is yours.",
    "A row that begins with # is not read. Empty rows are not read.",
    "Send the whole list every time: we add what is new, change what is different, and tell you "
    "what is missing. Nothing is ever counted twice.",
)


def csv_template():
    """The heads, and a line of notes that is not read."""
    notes = ["# " + OFFERED[0].note, *(column.note for column in OFFERED[1:])]
    return (BOM + csv_line([column.head for column in OFFERED]) + csv_line(notes)).encode()


def xlsx_template():
    """A workbook: a sheet to fill, with lists to choose from, and a sheet that explains it."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": "Onward grants", "created": MADE})
        _to_fill(book)
        _explained(book)
    return buffer.getvalue()


def _to_fill(book):
    sheet = book.add_worksheet("Grants")
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    shown = {
        "amount_pence": book.add_format({"num_format": "#,##0.00"}),
        "awarded_on": book.add_format({"num_format": "d mmmm yyyy"}),
    }
    shown["starts_on"] = shown["ends_on"] = shown["awarded_on"]
    # As text, so that no spreadsheet takes away a leading zero.
    text = book.add_format({"num_format": "@"})
    for x, column in enumerate(OFFERED):
        sheet.write_string(0, x, column.head, head)
        sheet.set_column(x, x, WIDTHS.get(column.name, 18), shown.get(column.name, text))
        sheet.write_comment(0, x, column.note)
        if column.name == "district":
            sheet.data_validation(1, x, ROWS, x, _list_of(DISTRICTS))
    sheet.freeze_panes(1, 1)


def _list_of(names):
    return {
        "validate": "list",
        "source": names,
        "error_title": "Not a district",
        "error_message": "Choose a district from the list, or leave the cell empty.",
    }


def _explained(book):
    sheet = book.add_worksheet("Notes")
    head = book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for x, (label, width) in enumerate(
        (("Column", 20), ("Needed", 10), ("What to write", 70), ("For example", 40))
    ):
        sheet.write_string(0, x, label, head)
        sheet.set_column(x, x, width)
    for y, column in enumerate(OFFERED, start=1):
        needed = "Yes" if column.needed else "No"
        for x, words in enumerate((column.head, needed, column.note, column.example)):
            sheet.write_string(y, x, words, wrapped)
    for y, note in enumerate(NOTES, start=len(OFFERED) + 2):
        sheet.write_string(y, 0, note)
