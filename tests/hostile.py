"""Sending to an address what a browser never sends, and somebody always does."""

import re

from django.test import Client
from django.urls import NoReverseMatch, reverse

NAMED = re.compile(r'name="([^"<>]+)"')
HUGE = str(2**63)
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
KINDS = ("application/json", "multipart/form-data; boundary=x", "text/plain", "")
# What stands in an address for a number, and for a word, and names nothing.
WRONG_NUMBERS = (2**63, 0)
WRONG_WORDS = ("a\x00b", "x" * 300, "é", "none", "-", "_")


def client_of(person):
    """A client that answers 500 instead of raising, as a browser would see it."""
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person)
    return client


def said(answer, method, what):
    """The trouble in one answer, if it fell over."""
    if answer.status_code >= 500:
        yield f"{method} with {what}: {answer.status_code}"


def troubles_at(address, client, asked):
    """What broke when one person sent everything to one address; `asked` are names it may read."""
    page = client.get(address)
    yield from said(page, "GET", "nothing asked")
    names = set() if page.streaming else set(NAMED.findall(page.content.decode(errors="replace")))
    for what, value in BAD.items():
        sent = dict.fromkeys((*asked, *names), value)
        yield from said(client.get(address, sent), "GET", what)
        yield from said(client.post(address, sent), "POST", what)
    for name in names - {"csrfmiddlewaretoken"}:
        yield from said(client.post(address, {name: "1:\x00"}), "POST", f"{name} alone")
    twice = {name: ["1", "x\x00", HUGE] for name in (*asked, *names)}
    yield from said(client.get(address, twice), "GET", "three values for one")
    yield from said(client.post(address, twice), "POST", "three values for one")
    for kind in KINDS:
        yield from said(client.post(address, b"{\x00", content_type=kind), "POST", kind)


def troubles_of_file(address, client, asked):
    """The same, less of it, for what is no page and takes its time to be made."""
    yield from said(client.get(address), "GET", "nothing asked")
    yield from said(client.get(address, dict.fromkeys(asked, HUGE)), "GET", "a huge number")
    yield from said(client.post(address, dict.fromkeys(asked, "a\x00b")), "POST", "a NUL character")


def troubles_outside(address, client, asked):
    """What broke for somebody to whom the page does not belong."""
    hostile = dict.fromkeys(asked, "a\x00b")
    yield from said(client.get(address, hostile), "GET", "a knock")
    yield from said(client.post(address, hostile), "POST", "a knock")


def troubles_beside(name, kwargs, client):
    """What broke at the same address with parts that name nothing."""
    for part, value in kwargs.items():
        for wrong in WRONG_NUMBERS if isinstance(value, int) else WRONG_WORDS:
            try:
                address = reverse(name, kwargs=kwargs | {part: wrong})
            except (NoReverseMatch, ValueError):
                continue
            yield from (
                f"{address}: {each}" for each in said(client.get(address), "GET", "no such")
            )
            yield from (
                f"{address}: {each}" for each in said(client.post(address), "POST", "no such")
            )
