"""The officers' face of the ledger: lists, pages, and what each person may do there."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db

LISTS = ["line", "move", "entry", "reservation", "commitment", "proposal", "year", "head", "check"]


def address(name, *args):
    return reverse(f"admin:budget_{name}", args=args)


@pytest.fixture
def busy(framework):
    """A framework in which something of everything has happened."""
    held = framework.reserve(10_000_01, title="Deal Walkers", payee_name="Deal Walkers")
    promise = framework.commit(5_000_01, title="Dover Kitchen", payee_name="Dover Kitchen")
    framework.pay(promise, 1_000_00, reference="INV 77")
    framework.held, framework.promise = held, promise
    return framework


@pytest.mark.parametrize("name", LISTS)
def test_list_opens_for_those_who_may_look(name, busy, client_of, frank, bea, adam):
    assert client_of(frank).get(address(f"{name}_changelist")).status_code == 200
    assert client_of(bea).get(address(f"{name}_changelist")).status_code == 200
    assert client_of(adam).get(address(f"{name}_changelist")).status_code == 200


def test_nothing_of_it_shows_to_a_consultation_officer(busy, client_of, olivia):
    client = client_of(olivia)
    assert client.get(address("move_changelist")).status_code == 403
    assert "at a glance" not in client.get("/admin/").content.decode()


def test_index_shows_the_years_figures(busy, client_of, frank):
    page = client_of(frank).get("/admin/").content.decode()
    for words in ("The framework at a glance", "£700,000", "£200,000", "£10,000.01", "£4,000.01"):
        assert words in page
    assert "style=" not in page


def test_pages_of_rows_open(busy, client_of, adam):
    client = client_of(adam)
    line = busy.line()
    for name, pk in (
        ("line", line.pk),
        ("reservation", busy.held.pk),
        ("commitment", busy.promise.pk),
        ("year", busy.year.pk),
        ("move", busy.promise.entries.first().move_id),
    ):
        page = client.get(address(f"{name}_change", pk))
        assert page.status_code == 200, name
        assert "A funding officer does this" in page.content.decode() or name in {"year", "move"}
