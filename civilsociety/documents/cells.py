"""The one form of words for each kind of cell, the same in every format."""

from datetime import date, datetime
from decimal import Decimal
from functools import partial

from .content import DataTable
from .suppression import Published
from .text import printable


def cell_text(cell, kind="text") -> str:
    """What a reader sees in the cell: "1,204", "69%", "£5,000", "3 October 2021", "not shown"."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, date):
        return day(cell)
    if isinstance(cell, Published) and kind == "percent":
        return cell.percent_text
    if isinstance(cell, int | Decimal | float):
        return NUMBERS.get(kind, "{:,}".format)(cell)
    return printable(cell)


def texts(table: DataTable) -> list[list[str]]:
    """Every row of the table in words; a column of money shows pence in all rows or in none."""
    kinds = [_kind(column, i, table.rows) for i, column in enumerate(table.columns)]
    return [
        [cell_text(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in table.rows
    ]


def _kind(column, i, rows):
    if column.kind != "money":
        return column.kind
    odd = any(isinstance(row[i], int) and row[i] % 100 for row in rows)
    return "pence" if odd else "money"


def day(value: date) -> str:
    """A date as people say it: 3 October 2021."""
    value = value.date() if isinstance(value, datetime) else value
    return f"{value.day} {value:%B %Y}"


def pounds(pence: int, *, always_pence: bool = False) -> str:
    """Whole pence as pounds; no pence where they are whole: £5,000, −£12.50."""
    sign, pence = ("−", -pence) if pence < 0 else ("", pence)
    whole, rest = divmod(pence, 100)
    return f"{sign}£{whole:,}" + (f".{rest:02}" if rest or always_pence else "")


NUMBERS = {
    "money": pounds,
    "pence": partial(pounds, always_pence=True),
    "percent": "{}%".format,
    "number": "{:,}".format,
    "text": str,
}
