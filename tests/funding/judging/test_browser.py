"""The forms of judging in error state: in a browser, at both widths, with a keyboard."""

import pytest
from django.urls import reverse

from funding.actions.judging import gate, panels
from funding.models import Assessment, CheckOutcome, Reason
from tests.browsing import troubles_in_error
from tests.funding.judging.judged import (
    NOW,
    a_panel,
    answers,
    bid_of,
    issued,
    listed,
    scored,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("in_december"),
]


def reading(world, asa):
    bid = bid_of(world, "Harbour Choir")
    listed(world, asa)
    Assessment.objects.create(application=bid, assessor=asa)
    return bid


def on_paper(world, asa, ash, out=False):
    scored(world, bid_of(world, "Harbour Choir"), {asa: (4, 3)})
    panel = a_panel(world, asa, ash)
    panels.put_on_paper(panel=panel, by=world.officer)
    return issued(world, panel) if out else panel


def test_scores(world, open_page, asa):
    page = open_page(reverse("funding:score", args=[reading(world, asa).pk]), person=asa)
    assert troubles_in_error(page, "Send your scores") == []


def test_interests(world, open_page, asa):
    reading(world, asa)
    page = open_page(reverse("funding:interests", args=[world.call.pk]), person=asa)
    assert troubles_in_error(page, "Declare and continue") == []


def test_one_interest(world, open_page, asa):
    page = open_page(reverse("funding:declare", args=[reading(world, asa).pk]), person=asa)
    assert troubles_in_error(page, "Declare it") == []


@pytest.mark.parametrize(
    ("name", "button"),
    [("add_assessor", "Add the assessor"), ("call_panel", "Call the panel")],
)
def test_forms_about_a_round(world, open_page, frank, name, button):
    page = open_page(reverse(f"funding:{name}", args=[world.call.pk]), person=frank)
    assert troubles_in_error(page, button) == []


def test_draw_with_nothing_to_draw_for(world, open_page, frank):
    page = open_page(reverse("funding:draw", args=[world.call.pk]), person=frank)
    assert troubles_in_error(page, "Draw now") == []


def test_standing_down(world, open_page, frank, asa):
    assessment = reading(world, asa).assessments.get()
    page = open_page(reverse("funding:stand_down", args=[assessment.pk]), person=frank)
    assert troubles_in_error(page, "Stand them down") == []


def test_moderation(world, open_page, frank, asa, ash):
    bid = scored(world, bid_of(world, "Harbour Choir"), {asa: (5, 3)})
    page = open_page(reverse("funding:moderate", args=[bid.pk]), person=frank)
    assert troubles_in_error(page, "Save the moderated scores") == []


@pytest.mark.parametrize(
    ("name", "button"),
    [("take_off", "Take it off"), ("decide", "Save the decision")],
)
def test_forms_about_a_bid_on_a_paper(world, open_page, frank, asa, ash, name, button):
    panel = on_paper(world, asa, ash, out=True)
    address = reverse(f"funding:{name}", args=[panel.pk, panel.items.get().pk])
    assert troubles_in_error(open_page(address, person=frank), button) == []


def test_issuing_what_cannot_go_out(world, open_page, frank, asa, ash):
    panel = on_paper(world, asa, ash)
    panels.draw_line(panel=panel, cut_off=1, by=frank)
    panel.members.filter(person=ash).delete()
    page = open_page(reverse("funding:issue_paper", args=[panel.pk]), person=frank)
    page.get_by_role("button", name="Issue the paper").click()
    page.wait_for_selector(".govuk-error-summary")
    assert "at least 2 members" in page.text_content(".govuk-error-summary")


def test_closing_too_early(world, open_page, frank, asa, ash):
    panel = on_paper(world, asa, ash, out=True)
    page = open_page(reverse("funding:hold_panel", args=[panel.pk]), person=frank)
    page.get_by_role("button", name="Close the meeting").click()
    page.wait_for_selector(".govuk-error-summary")
    assert "The panel meets on" in page.text_content(".govuk-error-summary")


@pytest.mark.parametrize(
    ("name", "button"),
    [("condition", "Add the condition"), ("fail", "End the bid")],
)
def test_acts_on_a_bid_in_the_admin(world, open_page, frank, name, button):
    bid = world.bid()
    Reason.objects.create(key="outside", use="ineligible", label="Outside Kent", text="It is.")
    failed = answers(bid, eligible=CheckOutcome.NO)
    gate.write_checks(application=bid, answers=failed, by=frank, now=NOW)
    address = reverse(f"admin:funding_{name}_of_application", args=[bid.pk])
    assert troubles_in_error(open_page(address, person=frank), button) == []


def test_gate_reveals_the_condition_where_it_is_chosen(world, open_page, frank):
    address = reverse("admin:funding_gate_of_application", args=[world.bid().pk])
    page = open_page(address, person=frank)
    page.locator("input[name=outcome_insurance][value=condition]").check()
    assert page.locator("#id_text_insurance").is_visible()
    assert troubles_in_error(page, "Save the checks") == []
