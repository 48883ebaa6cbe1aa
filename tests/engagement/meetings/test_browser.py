"""The forms of meetings in error state: in a browser, at both widths, with a keyboard."""

import pytest
from django.urls import reverse

from tests.browsing import troubles_in_error
from tests.engagement.meetings.planned import held, planned, sent, with_item

pytestmark = pytest.mark.django_db(transaction=True)


def at(name, *args):
    return reverse(f"engagement:{name}", args=args)


def test_planning(world, olivia, open_page):
    page = open_page(at("plan_meeting", world.group.slug), person=olivia)
    assert troubles_in_error(page, "Plan the meeting") == []


@pytest.mark.parametrize(
    ("name", "button"), [("cancel_meeting", "Cancel the meeting"), ("add_item", "Add the item")]
)
def test_about_a_meeting(world, olivia, open_page, name, button):
    page = open_page(at(name, planned(world, olivia).pk), person=olivia)
    assert troubles_in_error(page, button) == []


@pytest.mark.parametrize(
    ("name", "button"),
    [
        ("write_minutes", "Save the minutes"),
        ("add_meeting_paper", "Add the paper"),
        ("add_task", "Add the action"),
    ],
)
def test_about_an_item(world, olivia, open_page, name, button):
    item = with_item(world, olivia)
    held(item.meeting, olivia)
    page = open_page(at(name, item.pk), person=olivia)
    assert troubles_in_error(page, button) == []


def test_who_came(world, olivia, open_page):
    page = open_page(at("attendance", planned(world, olivia).pk), person=olivia)
    assert troubles_in_error(page, "Record who came") == []


def test_an_interest(world, olivia, mina, open_page):
    item = with_item(world, olivia)
    sent(item.meeting, olivia)
    address = at("declare_interest", world.group.slug, item.meeting_id, item.pk)
    page = open_page(address, person=mina)
    assert troubles_in_error(page, "Declare it") == []
