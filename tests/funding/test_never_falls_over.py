"""No address of funding falls over, whatever is sent to it, and whoever sends it."""

import re

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from civilsociety.accounts.access import DEMONSTRATION, PUBLIC, SIGNED_IN
from civilsociety.accounts.roles import ROLES
from tests.funding.addresses import ROWS

NAMED = re.compile(r'name="([^"<>]+)"')
HUGE = str(2**63)
# What a browser never sends, and somebody always does.
BAD = {
    "a NUL character": "a\x00b",
    "a huge number": HUGE,
    "a day there is not": "2021-02-31",
    "half a character": "\udcff".encode("utf-8", "surrogateescape"),
    "a long word": "9" * 5000,
}
# What lists and forms of this service are asked by in their addresses.
ASKED = (
    "q", "page", "o", "p", "e", "year", "state", "district", "late", "call", "programme", "kind",
    "show", "first_0", "next", "application", "quarter",
)  # fmt: skip


@pytest.fixture
def cast(make_person):
    """One person for each role, by the role's key."""
    return {
        key: make_person(key) if key == "respondent" else make_person(key, key) for key in ROLES
    }


def people_for(row, cast):
    """Those who get further than the door: for everybody else there is no page."""
    if row.access in {PUBLIC, DEMONSTRATION}:
        yield None
    elif row.access == SIGNED_IN:
        yield cast[row.owners[0] or "respondent"]
    else:
        yield next(p for p in cast.values() if any(p.may(right) for right in row.access))


def client_of(person):
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person)
    return client


def troubles_at(address, client):
    """What broke when one person sent everything to one address."""
    page = client.get(address)
    yield from said(page, "GET", "nothing asked")
    names = set() if page.streaming else set(NAMED.findall(page.content.decode(errors="replace")))
    for what, value in BAD.items():
        asked = dict.fromkeys((*ASKED, *names), value)
        yield from said(client.get(address, asked), "GET", what)
        yield from said(client.post(address, asked), "POST", what)
    twice = {name: ["1", "x\x00", HUGE] for name in names}
    yield from said(client.post(address, twice), "POST", "three values for one")
    for kind in ("application/json", "multipart/form-data; boundary=x", "text/plain", ""):
        yield from said(client.post(address, b"{\x00", content_type=kind), "POST", kind)


def said(answer, method, what):
    if answer.status_code >= 500:
        yield f"{method} with {what}: {answer.status_code}"


def rows_with_numbers(name, kwargs):
    """The same address with parts that name nothing."""
    for part, value in kwargs.items():
        for wrong in (2**63, 0) if isinstance(value, int) else ("a\x00b", "x" * 300, "é"):
            try:
                yield reverse(name, kwargs=kwargs | {part: wrong})
            except NoReverseMatch:
                continue


def moments():
    """Every address while its round is open; those of everybody also as they are today."""
    for name, row in sorted(ROWS.items()):
        yield name, "then"
        if row.access == PUBLIC:
            yield name, "now"


@pytest.mark.long
@pytest.mark.parametrize(("name", "when"), list(moments()))
def test_nothing_sent_to_an_address_makes_it_fall_over(name, when, cast, hold_clock):
    if when == "then":
        hold_clock(2021, 12, 20, 12, 0)
    row = ROWS[name]
    kwargs = row.kwargs(cast)
    address = reverse(name, kwargs=kwargs) + row.query
    troubles = []
    for person in people_for(row, cast):
        client = client_of(person)
        troubles += [f"{person}: {each}" for each in troubles_at(address, client)]
        for wrong in rows_with_numbers(name, kwargs):
            troubles += [f"{wrong}: {each}" for each in said(client.get(wrong), "GET", "no such")]
            troubles += [f"{wrong}: {each}" for each in said(client.post(wrong), "POST", "no such")]
    assert troubles == [], "\n".join(troubles)
