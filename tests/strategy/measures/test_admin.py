"""Measures in the admin: to look up, never to change; and what goes with an account."""

import pytest

from civilsociety.audit.models import Event
from engagement.actions.parting import let_go
from strategy.actions.measures import measures as acts
from tests.strategy.measures import made
from tests.strategy.measures.test_progress import build, start

pytestmark = pytest.mark.django_db


def test_officer_looks_everything_up_and_changes_nothing(
    measure, strategy, olivia, adam, client_of
):
    reading = made.a_reading(measure, olivia)
    action = made.an_undertaking(strategy, olivia)
    report = build(start(strategy, olivia))
    client = client_of(olivia)
    for name, row in (
        ("objective", measure.objective),
        ("measure", measure),
        ("reading", reading),
        ("undertaking", action),
        ("progressreport", report),
    ):
        assert client.get(f"/admin/strategy/{name}/").status_code == 200
        page = client.get(f"/admin/strategy/{name}/{row.pk}/change/").content
        assert b'name="_save"' not in page
        address = f"/admin/strategy/{name}/{row.pk}"
        assert client.post(f"{address}/change/", {"name": "Other"}).status_code == 403
        assert client.post(f"{address}/delete/", {"post": "yes"}).status_code == 403
        assert client_of(adam).get(f"/admin/strategy/{name}/").status_code == 403


def test_lists_take_the_same_queries_however_long(objective, olivia, client_of, count_queries):
    client = client_of(olivia)
    for number in range(3):
        made.a_reading(made.a_measure(objective, olivia, name=f"M {number}"), olivia)
        if number == 0:
            client.get("/admin/strategy/reading/")
            before = count_queries(lambda: client.get("/admin/strategy/reading/"))
    assert count_queries(lambda: client.get("/admin/strategy/reading/")) == before


def test_closing_an_account_takes_the_person_off_their_measures(measure, olivia, tess):
    acts.change_measure(measure=measure, by=olivia, revision=1, owner_user=tess)
    reading = made.a_reading(measure, tess)
    let_go(tess)
    measure.refresh_from_db()
    reading.refresh_from_db()
    assert measure.owner_user is None
    assert reading.value == 36
    details = [event.details for event in Event.objects.filter(verb="strategy.measure_changed")]
    assert details == [{"owner_user": ["", str(tess.pk)]}]
