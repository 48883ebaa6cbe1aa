"""The forms of evaluations in a browser, when something is wrong with them."""

import pytest
from django.urls import reverse

from tests.browsing import troubles_in_error
from tests.funding.addresses_register import a_written_evaluation

pytestmark = pytest.mark.django_db(transaction=True)


def test_begin_form_tells_what_is_wrong(world, open_page):
    page = open_page(reverse("admin:funding_begin_evaluation"), person=world.officer)
    assert troubles_in_error(page, "Begin") == []


def test_take_back_form_tells_what_is_wrong(world, open_page):
    evaluation = a_written_evaluation(world)
    address = reverse("admin:funding_take_back_of_evaluation", args=[evaluation.pk])
    page = open_page(address, person=world.officer)
    assert troubles_in_error(page, "Take it back") == []


def test_follow_form_tells_what_is_wrong(world, open_page):
    evaluation = a_written_evaluation(world)
    address = reverse("admin:funding_follow_of_evaluation", args=[evaluation.pk])
    page = open_page(address, person=world.officer)
    assert troubles_in_error(page, "Save") == []


def test_republish_form_tells_what_is_wrong(world, open_page):
    address = reverse("admin:funding_republish_of_award", args=[world.award().pk])
    page = open_page(address, person=world.officer)
    assert troubles_in_error(page, "Publish again") == []


def test_written_text_is_kept_when_it_leads_to_a_person(world, open_page):
    evaluation = a_written_evaluation(world)
    address = reverse("admin:funding_write_of_evaluation", args=[evaluation.pk])
    page = open_page(address, person=world.officer)
    page.fill("#id_worked", "Ask jo@example.org how.")
    assert troubles_in_error(page, "Save") == []
    assert page.input_value("#id_worked") == "Ask jo@example.org how."


def test_publish_form_says_why_not(world, open_page):
    evaluation = a_written_evaluation(world)
    address = reverse("admin:funding_publish_of_evaluation", args=[evaluation.pk])
    page = open_page(address, person=world.officer)
    page.get_by_role("button", name="Publish").click()
    assert "No award was decided" in page.inner_text(".govuk-error-summary")


def test_register_is_read_on_a_phone_without_javascript(world, open_page):
    page = open_page("/funding/grants/", width=375, javascript=False)
    page.fill("#id_q", "museum")
    page.get_by_role("button", name="Show").click()
    assert "No award found" in page.inner_text("main")
