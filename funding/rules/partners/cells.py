"""What one cell of a list of onward grants must hold. Each raises Refused in a reader's words."""

import re
from datetime import date
from decimal import Decimal

from civilsociety.organisations import rules as organisations
from civilsociety.organisations.models import District
from civilsociety.refusal import Refused
from civilsociety.ui import typed
from civilsociety.ui.personal import found_in

LONGEST = {"partner_reference": 60, "recipient_name": 200, "title": 140, "summary": 2_000}
ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ][\d:.Z+-]*)?")
MOST_PENCE = 100_000_000_000  # a billion pounds: more is never meant
WHAT = {
    "partner_reference": "your reference of the grant, like SRF-0012",
    "recipient_name": "the name of the organisation",
    "charity_number": "the charity number, like 1234567, or leave it empty",
    "company_number": "the company number, like 01234567, or leave it empty",
    "title": "what the grant is for, in a few words",
    "summary": "what the grant is for, in one to three sentences",
    "amount_pence": "the amount in pounds, like 1,200.50",
    "awarded_on": "the award date, like 14 January 2022",
    "starts_on": "the start date, like 1 February 2022, or leave it empty",
    "ends_on": "the end date, like 31 July 2022, or leave it empty",
    "district": "a district of Kent by its name, like Swale, or leave it empty",
    "currency": "GBP: other currencies are not taken",
}
AMOUNTS = {
    "currency": "Enter the amount in pounds: other currencies are not taken",
    "negative": "Enter an amount that is more than nothing",
    "fraction": "Enter the amount in whole pence, with two figures after the point",
    "short": "Write the amount out in figures, like 1,000",
    "comma": "Put commas between thousands only, like 1,000.00",
}
# Without the case, spaces and signs that people write differently.
DISTRICTS = {}
for _key, _name in District.choices:
    _plain = re.sub(r"[^a-z]", "", _name.lower().replace("&", "and"))
    DISTRICTS[_plain] = _key
DISTRICTS |= {"kent": "kent_wide", "kentwide": "kent_wide", "allofkent": "kent_wide"}


def enter(name):
    """The sentence that asks for a cell."""
    return f"Enter {WHAT[name]}"


def text_of(name, cell):
    """A text within its length, on one line but for the summary."""
    value = cell.text
    longest = LONGEST[name]
    if len(value) > longest:
        raise Refused(f"Shorten it to {longest:,} characters: it has {len(value):,}")
    if any(not each.isprintable() for each in value):
        raise Refused(f"{enter(name)}; it holds signs that cannot be shown")
    return value


def published_text(name, cell):
    """A text that is published: nothing in it leads to a person."""
    value = text_of(name, cell)
    if found := found_in(value):
        listed = ", ".join(f"“{words}” ({what})" for what, words in found)
        raise Refused(f"Take {listed} out: this text is published")
    return value


def pence_of(name, cell):
    """Pounds as a number or as text, in whole pence, more than nothing."""
    value = cell.value
    pence = _typed_pence(value) if isinstance(value, str) else _pence(value)
    if pence == 0:
        raise Refused("Enter an amount that is more than nothing")
    if pence > MOST_PENCE:
        raise Refused("Enter a smaller amount")
    return pence


def _typed_pence(text):
    try:
        return typed.read_amount(text)
    except typed.Unreadable as error:
        raise Refused(AMOUNTS.get(error.args[0], enter("amount_pence"))) from error


def _pence(number):
    if isinstance(number, date):
        raise Refused(enter("amount_pence"))
    # By its shortest decimal form: 1200.1 is a hundred and twenty thousand and ten pence.
    pence = Decimal(str(number)) * 100
    if not pence.is_finite():
        raise Refused(enter("amount_pence"))
    if pence < 0:
        raise Refused(AMOUNTS["negative"])
    if pence != pence.to_integral_value():
        raise Refused(AMOUNTS["fraction"])
    return int(pence)


def date_of(name, cell):
    """A date of the spreadsheet, or one that was typed."""
    value = cell.value
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise Refused(f"{enter(name)}; it is a number without the form of a date")
    text = " ".join(value.split())
    try:
        if found := ISO_DATE.fullmatch(text):
            return date(*(int(part) for part in found.groups()))
        return typed.read_date({"day": text, "month": "", "year": ""})
    except (typed.Unreadable, ValueError) as error:
        raise Refused(enter(name)) from error


def charity_number(name, cell):
    """Six or seven digits, with a dash and a place for a linked charity."""
    return _number(organisations.charity_number, name, cell)


def company_number(name, cell):
    """Eight characters; zeros that a spreadsheet has taken away are put back."""
    return _number(organisations.company_number, name, cell)


def _number(reader, name, cell):
    try:
        return reader(cell.text)
    except Refused as refused:
        raise Refused(enter(name)) from refused


def district_of(name, cell):
    """The key of a district by its name."""
    plain = re.sub(r"[^a-z]", "", cell.text.lower().replace("&", "and"))
    if plain not in DISTRICTS:
        raise Refused(enter(name))
    return str(DISTRICTS[plain])


def currency_of(name, cell):
    """Only pounds."""
    if cell.text.upper() not in {"GBP", "£"}:
        raise Refused(enter(name))
    return "GBP"


READERS = {
    "partner_reference": text_of,
    "recipient_name": published_text,
    "charity_number": charity_number,
    "company_number": company_number,
    "title": published_text,
    "summary": published_text,
    "amount_pence": pence_of,
    "awarded_on": date_of,
    "starts_on": date_of,
    "ends_on": date_of,
    "district": district_of,
    "currency": currency_of,
}
