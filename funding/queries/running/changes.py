"""A change as a table: what it is called, what it is now, what it would be."""

from datetime import date
from typing import NamedTuple

from civilsociety.organisations.models import District
from civilsociety.ui.words import pounds, thousands, uk_date
from funding.models import Indicator
from funding.queries.running.terms import NAMES

NOTHING = "None"


class Row(NamedTuple):
    """One line of the table, in words."""

    name: str
    before: str
    after: str


def rows_of(variation):
    """[Row] of what a change changes, in the order of the award's page."""
    named = {name for name in NAMES if name in variation.after} - {"targets"}
    rows = [
        Row(label, _words(name, variation.before.get(name)), _words(name, variation.after[name]))
        for name, label in NAMES.items()
        if name in named
    ]
    return rows + _target_rows(variation)


def _words(name, value):
    if name == "amount_pence":
        return pounds(value)
    if name in ("starts_on", "ends_on"):
        return uk_date(date.fromisoformat(value)) if value else NOTHING
    if name == "districts":
        return ", ".join(dict(District.choices).get(each, each) for each in value or []) or NOTHING
    return value or NOTHING


def _target_rows(variation):
    before = variation.before.get("targets") or {}
    after = variation.after.get("targets") or {}
    moved = [pk for pk in {**before, **after} if before.get(pk) != after.get(pk)]
    names = Indicator.objects.in_bulk([int(pk) for pk in moved])
    return [
        Row(
            f"Target: {names[int(pk)].name}",
            thousands(before.get(pk)) or NOTHING,
            thousands(after.get(pk)) or NOTHING,
        )
        for pk in moved
        if int(pk) in names
    ]
