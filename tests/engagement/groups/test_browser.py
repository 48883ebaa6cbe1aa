"""The forms about groups in error state: in a browser, at both widths, with a keyboard."""

import pytest
from django.urls import reverse

from tests.browsing import troubles_in_error
from tests.engagement.makers import a_world

pytestmark = pytest.mark.django_db(transaction=True)


def cleared(page, *names):
    """The page with these fields emptied."""
    for name in names:
        page.locator(f"[name={name}]").fill("")
    return page


@pytest.fixture
def world(mina):
    return a_world(member=mina)


def test_starting_a_group(open_page, olivia):
    page = open_page(reverse("engagement:start_group"), person=olivia)
    assert troubles_in_error(page, "Start the group") == []


def test_describing_a_group(world, open_page, olivia):
    page = open_page(reverse("engagement:describe_group", args=[world.group.slug]), person=olivia)
    assert troubles_in_error(cleared(page, "name", "purpose"), "Save the description") == []


def test_adding_a_seat(world, open_page, olivia):
    page = open_page(reverse("engagement:add_seat", args=[world.group.slug]), person=olivia)
    assert troubles_in_error(page, "Add the seat") == []


def test_appointing(world, open_page, olivia):
    address = reverse("engagement:appoint", args=[world.group.slug, world.seats[2].pk])
    page = open_page(address, person=olivia)
    assert troubles_in_error(page, "Appoint them") == []


def test_ending_a_term(world, open_page, olivia):
    address = reverse("engagement:end_term", args=[world.group.slug, world.term.pk])
    assert troubles_in_error(open_page(address, person=olivia), "End the term") == []


def test_declaring_an_interest(world, open_page, mina):
    address = reverse("engagement:declare_interest", args=[world.group.slug, world.term.pk])
    assert troubles_in_error(open_page(address, person=mina), "Declare it") == []
