"""The columns of a list of onward grants. The heads of a 360Giving spreadsheet are known too."""

import re
from typing import NamedTuple


class Column(NamedTuple):
    """One column: its name in our rows, its head, whether each row must fill it.

    `note` says what to write, `example` shows it, `also` are other heads it is known by.
    """

    name: str
    head: str
    needed: bool
    note: str
    example: str
    also: tuple = ()


COLUMNS = (
    Column(
        "partner_reference",
        "Reference",
        True,
        "Your own number of the grant, up to 60 characters. It stays the same in every file: "
        "by it we know a grant again.",
        "SRF-0012",
        ("identifier", "grant reference", "grant id", "partner reference"),
    ),
    Column(
        "recipient_name",
        "Organisation",
        True,
        "The organisation that has the grant, up to 200 characters. Never a person.",
        "Creekside Lunch Club",
        ("recipient org:name", "recipient", "recipient name", "organisation name"),
    ),
    Column(
        "charity_number",
        "Charity number",
        False,
        "Six or seven digits. Leave it empty when there is none.",
        "1234567",
        ("recipient org:charity number", "charity no"),
    ),
    Column(
        "company_number",
        "Company number",
        False,
        "Eight characters with leading zeros, also for a CIC. Leave it empty when there is none.",
        "01234567",
        ("recipient org:company number", "company no"),
    ),
    Column(
        "title",
        "Title",
        True,
        "What the grant is for, up to 140 characters. It is published.",
        "A new plan for the lunch club",
        ("grant title",),
    ),
    Column(
        "summary",
        "Summary",
        True,
        "One to three sentences, up to 2,000 characters. It is published: no names of people, no "
        "addresses, no telephone numbers.",
        "Advice from an accountant, and a plan for three years.",
        ("description", "purpose"),
    ),
    Column(
        "amount_pence",
        "Amount",
        True,
        "Pounds, like 1200.50 or £1,200.50.",
        "1200.50",
        ("amount awarded", "amount (£)", "award"),
    ),
    Column(
        "awarded_on",
        "Award date",
        True,
        "The day you awarded it, like 14 January 2022, 14/01/2022 or 2022-01-14.",
        "14 January 2022",
        ("date awarded", "awarded on"),
    ),
    Column(
        "starts_on",
        "Start date",
        False,
        "The first day it pays for. May be empty.",
        "1 February 2022",
        ("planned dates:start date", "start"),
    ),
    Column(
        "ends_on",
        "End date",
        False,
        "The last day it pays for. May be empty.",
        "31 July 2022",
        ("planned dates:end date", "end"),
    ),
    Column(
        "district",
        "District",
        False,
        "One of the twelve districts by its name, “Across Kent” or “Medway”. May be empty.",
        "Swale",
        ("beneficiary location:name", "location"),
    ),
    Column(
        "currency",
        "Currency",
        False,
        "May be left out. Only GBP is taken.",
        "GBP",
    ),
)  # fmt: skip
# What is offered in a template; the currency is only read where a file has it.
OFFERED = tuple(column for column in COLUMNS if column.name != "currency")
KNOWN = {
    name: column
    for column in COLUMNS
    for name in (column.head.lower(), *column.also)
}  # fmt: skip


def places_of(heads):
    """Where each known column stands: (places by name, heads not known, names standing twice).

    `heads` are texts; a place is counted from nought.
    """
    places, unknown, twice = {}, [], []
    for place, head in enumerate(heads):
        column = KNOWN.get(tidy(head))
        if column is None:
            unknown += [head.strip()] if head.strip() else []
        elif column.name in places:
            twice.append((place, column))
        else:
            places[column.name] = place
    return places, unknown, twice


def tidy(head):
    """A head without the case, spaces and stars that people add to it."""
    return re.sub(r"\s+", " ", head).strip(" *").lower()
