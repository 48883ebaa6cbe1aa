"""No address of the standing conversation, nor the thread or the search, ever falls over."""

import pytest
from django.urls import reverse

from civilsociety.accounts.access import PUBLIC, SIGNED_IN
from civilsociety.accounts.roles import ROLES
from tests.engagement.addresses import ROWS as ENGAGEMENT
from tests.funding.test_never_falls_over import (
    BAD,
    HUGE,
    NAMED,
    client_of,
    rows_with_numbers,
    said,
)
from tests.home.addresses import ROWS as HOME

ROWS = ENGAGEMENT | {name: HOME[name] for name in ("home:search", "home:thread", "home:glossary")}
# What lists and forms of these pages are asked by in their addresses.
ASKED = (
    "q", "page", "show", "state", "kind", "district", "section", "from", "group", "version",
    "strategy",
    "comment", "block", "key", "standing", "organisation", "receipt", "starts_on", "ends_on",
    "year", "topic", "partner", "channel", "revision", "text", "next",
)  # fmt: skip


@pytest.fixture
def cast(make_person):
    """One person for each role, by the role's key."""
    return {
        key: make_person(key) if key == "respondent" else make_person(key, key) for key in ROLES
    }


def inside(row, cast):
    """Those who get further than the door, a stranger first where the page is everybody's."""
    if row.access == PUBLIC:
        return [None]
    if row.access == SIGNED_IN:
        return [cast[key] for key in row.owners if key] or [cast["respondent"]]
    return [next(p for p in cast.values() if any(p.may(right) for right in row.access))]


def troubles_at(address, client):
    """What broke when somebody sent everything to one address."""
    page = client.get(address)
    yield from said(page, "GET", "nothing asked")
    names = set() if page.streaming else set(NAMED.findall(page.content.decode(errors="replace")))
    for what, value in BAD.items():
        asked = dict.fromkeys((*ASKED, *names), value)
        yield from said(client.get(address, asked), "GET", what)
        yield from said(client.post(address, asked), "POST", what)
    for name in names - {"csrfmiddlewaretoken"}:
        yield from said(client.post(address, {name: "1:\x00"}), "POST", f"{name} alone")
    twice = {name: ["1", "x\x00", HUGE] for name in (*ASKED, *names)}
    yield from said(client.get(address, twice), "GET", "three values for one")
    yield from said(client.post(address, twice), "POST", "three values for one")
    for kind in ("application/json", "multipart/form-data; boundary=x", "text/plain", ""):
        yield from said(client.post(address, b"{\x00", content_type=kind), "POST", kind)


def troubles_of_file(address, client):
    """The same for what is no page and takes its time to be made."""
    yield from said(client.get(address, dict.fromkeys(ASKED, BAD["a huge number"])), "GET", "huge")
    yield from said(client.post(address, dict.fromkeys(ASKED, "x\x00")), "POST", "a NUL character")


def troubles_outside(address, client):
    """What broke for somebody to whom the page does not belong."""
    bad = dict.fromkeys(ASKED, BAD["a NUL character"])
    yield from said(client.get(address, bad), "GET", "from outside")
    yield from said(client.post(address, bad), "POST", "from outside")


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(ROWS))
def test_nothing_sent_to_an_address_makes_it_fall_over(name, cast):
    row = ROWS[name]
    kwargs = row.kwargs(cast)
    address = reverse(name, kwargs=kwargs) + row.query
    troubles = []
    known = inside(row, cast)
    for person in known:
        client = client_of(person)
        sent = troubles_at if row.page or row.method == "post" else troubles_of_file
        troubles += [f"{person}: {each}" for each in sent(address, client)]
        for wrong in rows_with_numbers(name, kwargs):
            troubles += [f"{wrong}: {each}" for each in said(client.get(wrong), "GET", "no such")]
            troubles += [f"{wrong}: {each}" for each in said(client.post(wrong), "POST", "no such")]
    outside = set() if row.access == PUBLIC else {None, *cast.values()} - set(known)
    for person in outside:
        troubles += [f"{person}: {each}" for each in troubles_outside(address, client_of(person))]
    assert troubles == [], "\n".join(troubles)
