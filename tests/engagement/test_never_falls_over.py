"""No address of the standing conversation, nor the thread or the search, ever falls over."""

import pytest
from django.urls import reverse

from civilsociety.accounts.access import PUBLIC, SIGNED_IN
from tests.engagement.addresses import ROWS as ENGAGEMENT
from tests.home.addresses import ROWS as HOME
from tests.hostile import (
    client_of,
    troubles_at,
    troubles_beside,
    troubles_of_file,
    troubles_outside,
)

ROWS = ENGAGEMENT | {name: HOME[name] for name in ("home:search", "home:thread", "home:glossary")}
# What lists and forms of these pages are asked by in their addresses.
ASKED = (
    "q", "page", "show", "state", "kind", "district", "section", "from", "group", "version",
    "strategy",
    "comment", "block", "key", "standing", "organisation", "receipt", "starts_on", "ends_on",
    "year", "topic", "partner", "channel", "revision", "text", "next",
)  # fmt: skip


def inside(row, cast):
    """Those who get further than the door, a stranger first where the page is everybody's."""
    if row.access == PUBLIC:
        return [None]
    if row.access == SIGNED_IN:
        return [cast[key] for key in row.owners if key] or [cast["respondent"]]
    return [next(p for p in cast.values() if any(p.may(right) for right in row.access))]


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(ROWS))
def test_nothing_sent_to_an_address_makes_it_fall_over(name, cast):
    row = ROWS[name]
    kwargs = row.kwargs(cast)
    address = reverse(name, kwargs=kwargs) + row.query
    troubles, known = [], inside(row, cast)
    for person in known:
        client = client_of(person)
        send = troubles_at if row.page or row.method == "post" else troubles_of_file
        troubles += [f"{person}: {each}" for each in send(address, client, ASKED)]
        troubles += troubles_beside(name, kwargs, client)
    for person in set() if row.access == PUBLIC else {None, *cast.values()} - set(known):
        outside = troubles_outside(address, client_of(person), ASKED)
        troubles += [f"{person}: {each}" for each in outside]
    assert troubles == [], "\n".join(troubles)
