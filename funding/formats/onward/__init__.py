"""A partner's list of onward grants, as CSV or XLSX: reading it, and the template for it."""

from funding.formats.onward.columns import COLUMNS, Column, places_of
from funding.formats.onward.sheet import Cell, Row, Sheet, Unreadable, read_sheet
from funding.formats.onward.template import csv_template, xlsx_template

__all__ = [
    "COLUMNS",
    "Cell",
    "Column",
    "Row",
    "Sheet",
    "Unreadable",
    "csv_template",
    "places_of",
    "read_sheet",
    "xlsx_template",
]
