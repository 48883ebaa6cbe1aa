"""Quarters of the financial year: from the first of April, July, October and January."""

import re
from datetime import date, timedelta

from civilsociety.ui.words import MONTHS

SLUG = re.compile(r"(\d{4})-(01|04|07|10)")


def quarter_of(day):
    """The first day of the quarter a day lies in."""
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def next_quarter(first):
    """The first day of the quarter after."""
    return quarter_of(first + timedelta(days=100))


def last_day_of(first):
    """The last day of a quarter."""
    return next_quarter(first) - timedelta(days=1)


def in_words(first):
    """A quarter as people say it: “April to June 2022”."""
    return f"{MONTHS[first.month - 1]} to {MONTHS[first.month + 1]} {first.year}"


def slug_of(first):
    """A quarter in an address: 2022-04."""
    return f"{first:%Y-%m}"


def from_slug(text):
    """The quarter an address names, or nothing."""
    found = SLUG.fullmatch(text)
    if not found or not 1900 < int(found[1]) < 9999:
        return None
    return date(int(found[1]), int(found[2]), 1)


def quarters_of(award, today):
    """The quarters of an award that have begun, the first one first."""
    first, found = quarter_of(award.starts_on), []
    while first <= min(today, award.ends_on):
        found.append(first)
        first = next_quarter(first)
    return found
