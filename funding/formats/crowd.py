"""Projects as a CSV file of the platform or a spreadsheet brings them: read cell by cell."""

import csv
import io
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from civilsociety.organisations.models.choices import District, Kind
from civilsociety.ui import typed
from funding.models.choices import ProjectKind

MOST_ROWS = 200
MOST_BYTES = 1_000_000
NOT_TEXT = "The file is not text in UTF-8. Save it as “CSV UTF-8” and choose it again."
COLUMNS = {
    "title": "Title",
    "organisation": "Organisation",
    "organisation_kind": "Kind of organisation",
    "summary": "Summary",
    "platform_url": "Page on the platform",
    "target_pence": "Target",
    "raised_pence": "Raised",
    "campaign_ends_on": "Campaign ends",
    "districts": "Districts",
    "kinds": "Kinds",
}
NEEDED = ("title", "organisation", "summary", "platform_url", "target_pence", "campaign_ends_on")
LONGEST = {"title": 140, "organisation": 200, "summary": 5_000, "platform_url": 300}
FEW = 60  # characters of a cell shown in a message


@dataclass(frozen=True)
class Problem:
    """What is wrong with one cell, by its address in a spreadsheet (“C4”)."""

    row: int
    cell: str
    column: str
    value: str
    message: str


@dataclass
class Row:
    """One project of the file, by field; `number` is its row in the spreadsheet."""

    number: int
    values: dict = field(default_factory=dict)


@dataclass
class Reading:
    """What a file holds, and everything that is wrong with it."""

    rows: list
    problems: list
    letters: dict

    def add(self, row, name, message):
        """A problem found later, with the row’s cell."""
        value = str(row.values.get(name) or "")[:FEW]
        cell = f"{self.letters.get(name, 'A')}{row.number}"
        self.problems.append(Problem(row.number, cell, COLUMNS.get(name, name), value, message))


def read_projects(content):
    """The projects of a CSV file and what is wrong with its cells. Raises ValidationError for
    bytes that are no such file at all."""
    lines = _lines(content)
    heads = [" ".join(head.lower().split()) for head in lines[0]] if lines else []
    places = {name: heads.index(label.lower()) for name, label in COLUMNS.items()
              if label.lower() in heads}  # fmt: skip
    if missing := [COLUMNS[name] for name in NEEDED if name not in places]:
        raise ValidationError(
            f"The first row must name the columns. Missing: {', '.join(missing)}."
        )
    reading = Reading([], [], {name: _letter(place) for name, place in places.items()})
    for number, cells in enumerate(lines[1:], 2):
        if any(cell.strip() for cell in cells):
            _read(reading, number, cells, places)
    if not reading.rows:
        raise ValidationError("The file has column names and no project below them.")
    if len(reading.rows) > MOST_ROWS:
        raise ValidationError(f"A file holds up to {MOST_ROWS} projects. Split it.")
    return reading


def _lines(content):
    if len(content) > MOST_BYTES:
        raise ValidationError("The file is larger than 1 MB. Split it.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(NOT_TEXT) from error
    if "\x00" in text:
        raise ValidationError(NOT_TEXT)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise ValidationError("The file cannot be read as CSV. Save it anew.") from error


def _letter(place):
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _read(reading, number, cells, places):
    row = Row(number, {name: cells[at].strip() if at < len(cells) else ""
                       for name, at in places.items()})  # fmt: skip
    reading.rows.append(row)
    for name in NEEDED:
        if not row.values[name]:
            reading.add(row, name, f"Enter the {COLUMNS[name].lower()}.")
    for name, longest in LONGEST.items():
        if len(row.values[name]) > longest:
            reading.add(row, name, f"Shorten it to {longest:,} characters.")
    for name, read in READERS.items():
        if row.values.get(name):
            try:
                row.values[name] = read(row.values[name])
            except ValueError as error:
                reading.add(row, name, str(error))
            except ValidationError:
                reading.add(row, name, "Enter a web address, like https://www.example.org/page.")


def _money(text):
    try:
        pence = typed.read_amount(text)
    except typed.Unreadable as error:
        raise ValueError("Enter an amount in pounds, like 5,000 or 5,000.50.") from error
    if pence > 10**11:
        raise ValueError("Enter a smaller amount.")
    return pence


def _target(text):
    if not (pence := _money(text)):
        raise ValueError("Enter a target of more than nothing.")
    return pence


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return typed.read_date({"day": text})
    except typed.Unreadable as error:
        raise ValueError("Enter a date, like 3 October 2021 or 2021-10-03.") from error


def _page(text):
    URLValidator(schemes=["http", "https"])(text)
    return text


def _choices(choices):
    """Reads “Swale; Thanet”: labels or keys, parted by semicolons."""
    known = {label.lower(): value for value, label in choices.choices}
    known |= {label.partition(":")[0].lower(): value for value, label in choices.choices}
    known |= {value.lower(): value for value in choices.values}

    def read(text):
        found = []
        for word in filter(None, (" ".join(part.split()) for part in text.split(";"))):
            if word.lower() not in known:
                raise ValueError(f"“{word[:FEW]}” is not one of: {', '.join(choices.labels)}.")
            found.append(known[word.lower()])
        return list(dict.fromkeys(found))

    return read


def _one(choices):
    read = _choices(choices)
    return lambda text: (read(text.replace(";", " ")) or [""])[0]


READERS = {
    "platform_url": _page,
    "target_pence": _target,
    "raised_pence": _money,
    "campaign_ends_on": _day,
    "districts": _choices(District),
    "kinds": _choices(ProjectKind),
    "organisation_kind": _one(Kind),
}
