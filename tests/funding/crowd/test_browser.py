"""Each form of crowdfunding in a browser, sent with something wrong."""

import pytest
from django.urls import reverse

from tests.browsing import troubles_in_error

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("in_december")]


@pytest.mark.parametrize(
    ("name", "button"),
    [
        ("add_project", "Add this project"),
        ("import_projects", "Take in these projects"),
    ],
)
def test_form_that_makes_something_tells_what_is_wrong(crowd, open_page, frank, name, button):
    page = open_page(reverse(f"admin:funding_{name}"), person=frank)
    assert troubles_in_error(page, button) == []


@pytest.mark.parametrize(
    ("name", "button", "emptied"),
    [
        ("partner", "Add this pledge", ""),
        ("refresh", "Save what you saw", "Raised so far"),
        ("reserve", "Reserve this pledge", "Our pledge"),
        ("edit", "Save", "Title"),
        ("same", "Save", ""),
        ("refuse", "Refuse this project", ""),
    ],
)
def test_form_about_a_proposed_project(crowd, open_page, frank, name, button, emptied):
    address = reverse(f"admin:funding_{name}_of_project", args=[crowd.project().pk])
    page = open_page(address, person=frank)
    if emptied:
        page.get_by_label(emptied, exact=True).fill("")
    assert troubles_in_error(page, button) == []


@pytest.mark.parametrize(
    ("name", "button"),
    [
        ("pledge", "Change the pledge"),
        ("verify", "It is verified"),
        ("commit", "Make it a grant"),
        ("void", "Void the pledge"),
    ],
)
def test_form_about_a_held_pledge(crowd, open_page, frank, name, button):
    project = crowd.reserved()
    page = open_page(reverse(f"admin:funding_{name}_of_project", args=[project.pk]), person=frank)
    if name == "commit":
        page.get_by_label("Year").first.fill("")
    assert troubles_in_error(page, button) == []


def test_forms_about_a_void_pledge_and_a_partners(crowd, open_page, frank):
    project = crowd.void(crowd.reserved())
    address = reverse("admin:funding_reconsider_of_project", args=[project.pk])
    assert troubles_in_error(open_page(address, person=frank), "Take it up again") == []
    pledge = crowd.partner(crowd.project(), 100)
    page = open_page(
        reverse("admin:funding_edit_of_partner_pledge", args=[pledge.pk]), person=frank
    )
    page.get_by_label("Amount").fill("nothing")
    assert troubles_in_error(page, "Save") == []


def test_panel_names_each_pledge_that_is_wrong(crowd, open_page, frank):
    crowd.project("One")
    crowd.project("Two")
    page = open_page(f"/officers/funding/crowd/{crowd.programme.pk}/", person=frank)
    page.get_by_label("Choose it: One").check()
    page.get_by_label("Our pledge to One").fill("9,000")
    assert troubles_in_error(page, "Reserve the chosen pledges") == []
    assert page.get_by_label("Our pledge to One").input_value() == "9,000"
