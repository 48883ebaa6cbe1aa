"""Every address, for everybody: strangers, every role, and the views' own declarations."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from civilsociety.accounts.access import DEMONSTRATION, PUBLIC, SIGNED_IN
from civilsociety.accounts.permissions import Permission
from tests.access import FOREIGN_PREFIXES, ROLES, addresses, is_ours, rows

TABLE = rows()
OURS = {name: view for name, route, view in addresses() if is_ours(view)}
STRANGER = "stranger"


def test_every_address_has_a_row():
    missing = sorted(set(OURS) - set(TABLE))
    assert not missing, f"Say in tests/<app>/addresses.py who may open: {', '.join(missing)}"


def test_every_row_has_an_address():
    left = sorted(set(TABLE) - set(OURS))
    assert not left, f"These rows name no address any more: {', '.join(left)}"


def test_every_view_declares_its_access():
    undeclared = [name for name, view in OURS.items() if not hasattr(view, "access")]
    assert not undeclared, f"Wear @public, @signed_in or @requires: {', '.join(undeclared)}"


def test_foreign_views_stand_only_where_they_are_expected():
    strays = [
        route
        for _, route, view in addresses()
        if not is_ours(view) and not route.startswith(FOREIGN_PREFIXES)
    ]
    assert not strays


@pytest.mark.parametrize("name", sorted(set(TABLE) & set(OURS)))
def test_access_declared_as_the_table_says(name):
    assert getattr(OURS[name], "access", None) == TABLE[name].declared


def expected(row, person, who):
    """The statuses that are right for this person, or None where the page itself decides."""
    if row.access in {PUBLIC, DEMONSTRATION}:
        return None
    if person is None:
        return {302} if row.access == SIGNED_IN else {404}
    if row.only and who not in row.owners:
        return {404}
    if row.access == SIGNED_IN or any(person.may(permission) for permission in row.access):
        return None
    return {403}


def troubles_of(name, row, cast):
    """Everything that is not as it should be when each person opens the address."""
    address = reverse(name, kwargs=row.kwargs(cast)) + row.query
    for who in (STRANGER, *ROLES):
        person = None if who == STRANGER else cast[who]
        client = Client(raise_request_exception=False)
        if person:
            client.force_login(person)
        status = getattr(client, row.method)(address, row.data).status_code
        right = expected(row, person, who)
        if right and status not in right:
            yield f"{who} got {status} from {address}, not {right}"
        elif not right and row.opens and status not in {200, 302, 304}:
            yield f"{who} may open {address}, but got {status}"
        elif status >= 500 and name != "health":
            yield f"{who} got {status} from {address}"


@pytest.mark.parametrize("name", sorted(set(TABLE) & set(OURS)))
def test_address_opens_for_the_right_people_only(name, cast):
    assert list(troubles_of(name, TABLE[name], cast)) == []


@pytest.mark.parametrize("role", [STRANGER, *ROLES])
def test_admin_opens_for_its_users_only(role, cast, client_of):
    person = cast.get(role)
    status = client_of(person).get("/admin/").status_code
    allowed = person is not None and person.may(Permission.USE_ADMIN)
    assert (status == 200) == allowed


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"respondent", "steering_group_member"}))
def test_admin_pages_never_break(role, cast, client_of):
    client = client_of(cast[role])
    for model in admin.site._registry:
        for page in ("changelist", "add"):
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")
            assert client.get(address).status_code in {200, 302, 403}, address
