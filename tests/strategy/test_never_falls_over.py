"""No address of the strategies falls over, whatever is sent to it, and whoever sends it."""

import re

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from civilsociety.accounts.access import PUBLIC, SIGNED_IN
from civilsociety.accounts.roles import ROLES
from tests.strategy.addresses import ROWS

NAMED = re.compile(r'name="([^"<>]+)"')
HUGE = str(2**63)
# What a browser never sends, and somebody always does.
BAD = {
    "a NUL character": "a\x00b",
    "a huge number": HUGE,
    "a day there is not": "2021-02-31",
    "half a character": "\udcff".encode("utf-8", "surrogateescape"),
    "a long word": "9" * 5000,
    "a number that is none": "1.²",
    "markup": "<script>alert(1)</script>[x](javascript:alert(1))![y](picture:none)[^1]",
    "nothing": "",
}
# What pages and forms of the strategies are asked by in their addresses.
ASKED = (
    "q", "page", "o", "p", "e", "view", "show", "from", "to", "before", "after", "section", "open",
    "saved", "place", "state", "late", "kind", "next", "move", "going", "line", "revision",
    "origins", "title", "body", "act",
)  # fmt: skip


@pytest.fixture
def cast(make_person):
    """One person for each role, by the role's key."""
    return {
        key: make_person(key) if key == "respondent" else make_person(key, key) for key in ROLES
    }


def people_for(row, cast):
    """Those who get further than the door: they are sent everything there is."""
    if row.access == PUBLIC:
        yield None
        yield cast["consultation_officer"]
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
    # What is asked of a file makes it anew each time: two of them are enough.
    bad = BAD if "text/html" in page.headers.get("Content-Type", "") else dict([*BAD.items()][:2])
    for what, value in bad.items():
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


def wrong_addresses(name, kwargs):
    """The same address with parts that name nothing."""
    for part, value in kwargs.items():
        for wrong in (2**63, 0) if isinstance(value, int) else ("x" * 300, "none", "-", "_"):
            try:
                yield reverse(name, kwargs=kwargs | {part: wrong})
            except (NoReverseMatch, ValueError):
                continue


def troubles_as_anybody(address, cast):
    """What broke when each role knocked, and when each sent something to it."""
    hostile = dict.fromkeys(ASKED, "a\x00b")
    for person in (None, *cast.values()):
        client = client_of(person)
        for method in ("get", "post"):
            for trouble in said(getattr(client, method)(address, hostile), method, "a knock"):
                yield f"{person}: {trouble}"


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(ROWS))
def test_nothing_sent_to_an_address_makes_it_fall_over(name, cast):
    row = ROWS[name]
    kwargs = row.kwargs(cast)
    address = reverse(name, kwargs=kwargs) + row.query
    troubles = []
    for person in people_for(row, cast):
        client = client_of(person)
        for wrong in wrong_addresses(name, kwargs):
            troubles += [f"{wrong}: {each}" for each in said(client.get(wrong), "GET", "no such")]
            troubles += [f"{wrong}: {each}" for each in said(client.post(wrong), "POST", "no such")]
        troubles += [f"{person}: {each}" for each in troubles_at(address, client)]
    troubles += troubles_as_anybody(address, cast)
    assert troubles == [], "\n".join(troubles)
