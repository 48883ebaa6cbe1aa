"""Strategies in the admin: to look up, never to change."""

import pytest

pytestmark = pytest.mark.django_db


def test_officer_looks_a_version_up(final, client_of, olivia):
    client = client_of(olivia)

    assert b"A strategy for civil society" in client.get("/admin/strategy/strategy/").content
    page = client.get(f"/admin/strategy/version/{final.pk}/change/").content
    assert b"volunteering" in page
    assert b'name="_save"' not in page


def test_nobody_changes_a_version_there(final, client_of, olivia):
    client = client_of(olivia)
    address = f"/admin/strategy/version/{final.pk}/"

    assert client.post(f"{address}change/", {"title": "Other"}).status_code == 403
    assert client.post(f"{address}delete/", {"post": "yes"}).status_code == 403


def test_administrator_without_the_right_does_not_see_it(final, client_of, adam):
    assert client_of(adam).get("/admin/strategy/version/").status_code == 403
