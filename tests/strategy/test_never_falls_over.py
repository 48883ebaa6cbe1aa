"""No address of the strategies falls over, whatever is sent to it, and whoever sends it."""

import pytest
from django.urls import reverse

from civilsociety.accounts.access import PUBLIC, SIGNED_IN
from tests.hostile import (
    client_of,
    troubles_at,
    troubles_beside,
    troubles_of_file,
    troubles_outside,
)
from tests.strategy.addresses import ROWS

# What pages and forms of the strategies are asked by in their addresses.
ASKED = (
    "q", "page", "o", "p", "e", "view", "show", "from", "to", "before", "after", "section", "open",
    "saved", "place", "state", "late", "kind", "next", "move", "going", "line", "revision",
    "origins", "title", "body", "act",
)  # fmt: skip


def people_for(row, cast):
    """Those who get further than the door: they are sent everything there is."""
    if row.access == PUBLIC:
        return [None, cast["consultation_officer"]]
    if row.access == SIGNED_IN:
        return [cast[row.owners[0] or "respondent"]]
    return [next(p for p in cast.values() if any(p.may(right) for right in row.access))]


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(ROWS))
def test_nothing_sent_to_an_address_makes_it_fall_over(name, cast):
    row = ROWS[name]
    kwargs = row.kwargs(cast)
    address = reverse(name, kwargs=kwargs) + row.query
    troubles = []
    for person in people_for(row, cast):
        client = client_of(person)
        troubles += troubles_beside(name, kwargs, client)
        # What is asked of a file makes it anew each time: a little is enough.
        send = troubles_at if row.page or row.method == "post" else troubles_of_file
        troubles += [f"{person}: {each}" for each in send(address, client, ASKED)]
    for person in (None, *cast.values()):
        outside = troubles_outside(address, client_of(person), ASKED)
        troubles += [f"{person}: {each}" for each in outside]
    assert troubles == [], "\n".join(troubles)
