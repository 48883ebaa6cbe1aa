"""Reads a list of intended awards as people paste it: name, amount, programme, year.

Cells are parted by tabs (from a spreadsheet), semicolons or commas. Thousands may have their
commas and names theirs: the amount is the first cell that looks like one. A first line of
column names is understood, in any order. Programme and year may be left out where the page
says which to take.
"""

import csv
import re
from dataclasses import dataclass
from difflib import get_close_matches

from django.core.exceptions import ValidationError

from civilsociety.ui.fields import PoundsField

MOST_LINES = 150
AMOUNT = PoundsField()
LONGEST_NAME = 200
COLUMNS = {
    "rank": ("rank", "no", "number", "position"),
    "name": ("name", "to whom", "organisation", "applicant", "payee", "recipient"),
    "amount": ("amount", "award", "pounds", "£"),
    "programme": ("programme", "program", "head", "fund"),
    "year": ("year", "financial year"),
}
NAMED = {word: column for column, words in COLUMNS.items() for word in words}
THOUSANDS = re.compile(r"\s*£?\s*\d{1,3}(,\d{3})*")
NEXT_THREE = re.compile(r"\d{3}(\.\d+)?\s*")
# Anything a person may have meant as an amount: told apart from a name, read later.
LIKE_AN_AMOUNT = re.compile(r"[-−–(]?\s*[£$€]?\s*\d[\d,.\s\xa0]*(k|m|p|pounds|gbp)?\)?", re.I)
YEAR = re.compile(r"(?:fy\s*)?(20\d\d)(?:\s*(?:/|-|–|to)\s*(?:20)?(\d\d))?", re.I)


@dataclass(frozen=True)
class Intended:
    """One intended award: to whom, how much (pence), from which head, in which year."""

    payee_name: str
    pence: int
    head: object
    year: object


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a line, by its number in the text (from 1)."""

    line: int
    sentence: str

    def __str__(self):
        return f"Line {self.line}: {self.sentence}"


class Unreadable(ValueError):
    """A line that is not an award; the argument is the sentence that says why."""


def read_awards(text, *, heads, years, head=None, year=None):
    """The awards of the text and what is wrong with its lines: (list of Intended, of Wrong).

    `head` and `year` stand in where a line does not name them.
    """
    reader = _Reader(list(heads), list(years), head, year)
    awards, wrong = [], []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            if found := reader.read(line):
                awards.append(found)
        except Unreadable as error:
            wrong.append(Wrong(number, str(error)))
    if len(awards) > MOST_LINES:
        wrong.append(Wrong(MOST_LINES + 1, f"A list holds up to {MOST_LINES} awards."))
    return awards, wrong


class _Reader:
    """What is needed to understand one line after the other."""

    def __init__(self, heads, years, head, year):
        self.heads, self.years, self.head, self.year = heads, years, head, year
        self.order = None
        self.begun = False

    def read(self, line):
        """The award of a line; nothing for a line of column names."""
        cells = cells_of(line)
        first, self.begun = not self.begun, True
        if first and (order := _column_names(cells)):
            self.order = order
            return None
        parts = self._by_name(cells) if self.order else by_looks(cells)
        return self._award(*parts)

    def _by_name(self, cells):
        found = dict(zip(self.order, cells, strict=False))
        return tuple(found.get(column, "") for column in ("name", "amount", "programme", "year"))

    def _award(self, name, amount, programme, year):
        if not name:
            raise Unreadable("Begin with the name of who the award is for.")
        if len(name) > LONGEST_NAME:
            raise Unreadable(f"Shorten the name to {LONGEST_NAME} characters.")
        if not amount:
            raise Unreadable(f"Give the amount for {name}, like 5,000.")
        return Intended(name, pence_of(amount), self._head(programme), self._year(year))

    def _head(self, text):
        if not text and self.head:
            return self.head
        names = {each.name.lower(): each for each in self.heads}
        names |= {each.key.lower(): each for each in self.heads}
        wanted = " ".join(text.lower().split())
        if wanted in names:
            return names[wanted]
        inside = {each.pk: each for name, each in names.items() if wanted and wanted in name}
        if len(inside) == 1:
            return next(iter(inside.values()))
        listed = "; ".join(each.name for each in self.heads)
        if not wanted:
            raise Unreadable(f"Name the programme. There are: {listed}.")
        close = get_close_matches(wanted, names, n=1)
        hint = f"Did you mean {names[close[0]].name}?" if close else f"There are: {listed}."
        raise Unreadable(f"There is no programme “{text}”. {hint}")

    def _year(self, text):
        if not text and self.year:
            return self.year
        if not text:
            raise Unreadable("Name the year, like 2022/23.")
        found = YEAR.fullmatch(text.strip())
        starts = int(found[1]) if found else None
        if found and found[2] and (starts + 1) % 100 != int(found[2]):
            raise Unreadable(f"“{text}” is not one financial year. Write it like 2022/23.")
        for each in self.years:
            if each.starts_on.year == starts:
                return each
        listed = ", ".join(each.label for each in self.years)
        raise Unreadable(f"“{text}” is not a year that is open. There are: {listed}.")


def pence_of(text):
    """The amount in pence; raises Unreadable with its own sentence for what is no amount."""
    try:
        return AMOUNT.clean(text)
    except ValidationError as error:
        raise Unreadable(f"“{text}”: {error.messages[0]}") from error


def cells_of(line):
    """The line in its cells, thousands put together again."""
    for mark in ("\t", ";"):
        if mark in line:
            return [cell.strip() for cell in next(csv.reader([line], delimiter=mark))]
    cells = next(csv.reader([line], skipinitialspace=False))
    joined = []
    for cell in cells:
        if joined and THOUSANDS.fullmatch(joined[-1]) and NEXT_THREE.fullmatch(cell):
            joined[-1] += f",{cell}"
        else:
            joined.append(cell)
    return [cell.strip() for cell in joined]


def by_looks(cells):
    """(name, amount, programme, year) of cells without column names."""
    at = next((i for i, cell in enumerate(cells) if i and LIKE_AN_AMOUNT.fullmatch(cell)), None)
    if at is None:
        return cells[0], (cells[1] if len(cells) > 1 else ""), "", ""
    rest = [cell for cell in cells[at + 1 :] if cell]
    year = rest.pop() if rest and YEAR.fullmatch(rest[-1]) else ""
    return ", ".join(cells[:at]), cells[at], ", ".join(rest), year


def _column_names(cells):
    """The columns, where these cells name them."""
    order = [NAMED.get(cell.lower(), "") for cell in cells]
    return order if "name" in order and "amount" in order else None
