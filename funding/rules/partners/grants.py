"""A list of onward grants as a whole: every row read, or every problem with its cell."""

from datetime import date

from civilsociety.refusal import Refused
from civilsociety.ui.words import pounds, uk_date
from funding.formats.onward import COLUMNS, places_of
from funding.rules.partners.cells import READERS, enter

MOST_PROBLEMS = 1_000  # are listed; more helps nobody
FORMULA = "Write what the formula comes to instead of the formula"
EMPTY = {"starts_on": None, "ends_on": None}


class Reading:
    """What was read of a file: `rows` as JSON can hold them, `problems` with their cells.

    A row has the fields of an OnwardGrant, dates as ISO texts; `row` is its number. `unread`
    are heads of columns nobody asked for, `amounts` the cells of the amounts, like G2:G41.
    """

    def __init__(self):
        self.rows, self.problems, self.unread, self.amounts = [], [], [], ""

    @property
    def total_pence(self):
        """What the grants of the file come to."""
        return sum(row["amount_pence"] for row in self.rows)

    def wrong(self, cell, message, value=None):
        """Notes a problem: where, what to do, and what stands there."""
        value = cell.text if value is None else value
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append({"cell": cell.address, "value": value[:200], "message": message})


def read_grants(sheet, *, award, today, progress=None):
    """Reads every row of a sheet for an award. `progress(n)` is told of every hundredth row.

    Rows stand in `rows` only as far as they are whole; with any problem none is to be used.
    """
    reading = Reading()
    places, reading.unread, twice = places_of([cell.text for cell in sheet.head.cells])
    for place, column in twice:
        reading.wrong(sheet.head.at(place), f"There are two columns “{column.head}”. Keep one")
    for column in COLUMNS:
        if column.needed and column.name not in places:
            message = f"The column “{column.head}” is missing. Add it, or start from the template"
            reading.wrong(sheet.head.at(len(sheet.head.cells)), message, value="")
    if reading.problems:
        return reading
    if not sheet.rows:
        message = "There is no grant in the file. Write one in each row below the heads"
        reading.wrong(sheet.head.at(0), message, value="")
    _read_rows(reading, sheet, places, award, today, progress)
    return reading


def _read_rows(reading, sheet, places, award, today, progress):
    first_at = {}
    if sheet.rows:
        ends = (row.at(places["amount_pence"]).address for row in (sheet.rows[0], sheet.rows[-1]))
        reading.amounts = ":".join(ends)
    for number, row in enumerate(sheet.rows, start=1):
        if progress and number % 100 == 0:
            progress(number)
        found = _row(reading, row, places)
        if found is None:
            continue
        _check_dates(reading, row, places, found, award, today)
        reference = found["partner_reference"]
        cell = row.at(places["partner_reference"])
        if reference in first_at:
            message = f"{first_at[reference]} has the same reference. Each grant has its own"
            reading.wrong(cell, message)
        first_at.setdefault(reference, cell.address)
        reading.rows.append(_as_json(found, row.number))


def _row(reading, row, places):
    """The values of a row, or nothing where one of them is not to be used."""
    found, whole = {}, True
    for column in COLUMNS:
        if column.name not in places:
            found[column.name] = EMPTY.get(column.name, "")
            continue
        cell = row.at(places[column.name])
        try:
            found[column.name] = _value(column, cell)
        except Refused as refused:
            reading.wrong(cell, str(refused))
            whole = False
    found.pop("currency", None)
    return found if whole else None


def _value(column, cell):
    if cell.is_formula:
        raise Refused(FORMULA)
    if cell.is_empty:
        if column.needed:
            raise Refused(enter(column.name))
        return EMPTY.get(column.name, "")
    return READERS[column.name](column.name, cell)


def _check_dates(reading, row, places, found, award, today):
    awarded = found["awarded_on"]
    cell = row.at(places["awarded_on"])
    if awarded > today:
        reading.wrong(cell, "The award date must be today or earlier")
    elif awarded < award.awarded_on:
        day = uk_date(award.awarded_on)
        reading.wrong(cell, f"The award date must be {day} or later: our award is of that day")
    if found["starts_on"] and found["ends_on"] and found["ends_on"] < found["starts_on"]:
        reading.wrong(row.at(places["ends_on"]), "The end date must not be before the start date")


def _as_json(found, number):
    told = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in found.items()
    }
    return {**told, "row": number}


def check_within_award(total_pence, *, limit_pence):
    """Raises Refused when a partner's grants come to more than it has of us (both in pence)."""
    if total_pence > limit_pence:
        raise Refused(
            f"With those of earlier files the grants come to {pounds(total_pence)}. That is "
            f"{pounds(total_pence - limit_pence)} more than the {pounds(limit_pence)} of our award"
        )
