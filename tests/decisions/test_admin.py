"""Decisions in the admin: everything to look at, nothing to change."""

import pytest

from tests.decisions.makers import a_decision, a_notice

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", ["decision", "notice", "purpose"])
def test_admin_lists_and_shows_but_changes_nothing(client_of, frank, mina, model):
    shown = a_decision(pence=100)
    pk = {"decision": shown.pk, "notice": a_notice().pk, "purpose": 0}[model]
    pk = pk or shown.authorities.get().purpose_id
    client, home = client_of(frank), f"/admin/decisions/{model}/"
    assert client.get(home, {"q": "recovery"}).status_code == 200
    assert client.get(f"{home}{pk}/change/").status_code == 200
    assert client.post(f"{home}{pk}/change/", {"title": "x"}).status_code == 403
    assert client.post(f"{home}{pk}/delete/").status_code == 403
    assert client.get(f"{home}add/").status_code == 403
    assert client_of(mina).get(home).status_code in (302, 403, 404)
