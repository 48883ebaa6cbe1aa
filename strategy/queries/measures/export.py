"""Every published reading as a table (CSV) and as data (JSON): what the pages show, no more."""

import csv
import io

from strategy.queries.measures.board import board_of
from strategy.queries.measures.words import value_words

HEADS = (
    "objective_number", "objective", "measure", "slug", "unit", "definition", "source", "owner",
    "start", "start_on", "aim", "aim_on", "day", "value", "shown_as", "base", "commentary",
    "evidence", "evidence_link", "state", "why_corrected", "read_by_itself", "sample",
)  # fmt: skip
# A spreadsheet runs what begins like this.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def rows_of(strategy, *, today):
    """One dictionary for each reading, corrected ones too; a measure never read has one row."""
    for group in board_of(strategy, today=today):
        for row in [*group.rows, *group.retired]:
            told = _of_measure(group.objective, row)
            replaced = {each.reading.corrects_id for each in row.every}
            readings = [_of_reading(each, replaced) for each in row.every]
            for reading in readings or [dict.fromkeys(HEADS[12:])]:
                yield told | reading


def _of_measure(objective, row):
    measure = row.measure
    return {
        "objective_number": objective.number,
        "objective": objective.title,
        "measure": measure.name,
        "slug": measure.slug,
        "unit": measure.get_unit_display(),
        "definition": measure.definition,
        "source": measure.source,
        "owner": measure.owner,
        "start": _number(measure.baseline),
        "start_on": _day(measure.baseline_on),
        "aim": _number(measure.target),
        "aim_on": _day(measure.target_on),
    }


def _of_reading(shown, replaced):
    reading = shown.reading
    return {
        "day": _day(reading.on),
        "value": _number(shown.number),
        "shown_as": shown.words,
        "base": shown.base,
        "commentary": reading.commentary,
        "evidence": reading.evidence,
        "evidence_link": reading.evidence_link,
        "state": "corrected" if reading.pk in replaced else "stands",
        "why_corrected": reading.why_corrected,
        "read_by_itself": reading.from_feed,
        "sample": reading.is_sample,
    }


def _number(value):
    """Without zeros that say nothing: 31, 12.5."""
    return None if value is None else value_words(value, "number").replace(",", "")


def _day(day):
    return day.isoformat() if day else None


def as_csv(rows):
    """The rows as CSV in UTF-8; texts that a spreadsheet would run are made texts."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADS)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in HEADS])
    return out.getvalue().encode("utf-8-sig")


def _cell(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value.startswith(FORMULAS):
        return f"'{value}"
    return "" if value is None else value
