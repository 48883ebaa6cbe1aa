"""No address of funding falls over, whatever is sent to it, and whoever sends it."""

import pytest
from django.urls import reverse

from civilsociety.accounts.access import DEMONSTRATION, PUBLIC, SIGNED_IN
from tests.funding.addresses import ROWS
from tests.hostile import client_of, troubles_at, troubles_beside

# What lists and forms of this service are asked by in their addresses.
ASKED = (
    "q", "page", "o", "p", "e", "year", "state", "district", "late", "call", "programme", "kind",
    "show", "first_0", "next", "application", "quarter",
)  # fmt: skip


def people_for(row, cast):
    """Those who get further than the door: for everybody else there is no page."""
    if row.access in {PUBLIC, DEMONSTRATION}:
        yield None
    elif row.access == SIGNED_IN:
        yield cast[row.owners[0] or "respondent"]
    else:
        yield next(p for p in cast.values() if any(p.may(right) for right in row.access))


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
        troubles += [f"{person}: {each}" for each in troubles_at(address, client, ASKED)]
        troubles += troubles_beside(name, kwargs, client)
    assert troubles == [], "\n".join(troubles)
