"""The forms of programmes in a browser: in error, and without JavaScript."""

import pytest
from django.urls import reverse

from funding.models import Call, Reason
from funding.states import CallState
from tests.browser import go, press
from tests.browsing import troubles_in_error
from tests.funding.programmes.worlds import draft_of, draft_programme

pytestmark = pytest.mark.django_db(transaction=True)


def test_alerts_form_in_error(world, open_page, in_december):
    assert troubles_in_error(open_page("/funding/alerts/"), "Send me the link") == []


def test_checker_in_error(world, open_page, in_december):
    page = open_page("/funding/recovery-fund/check/")
    assert troubles_in_error(page, "See if you can apply") == []


def test_checker_leads_to_the_form_without_javascript(world, open_page, in_december):
    page = open_page("/funding/recovery-fund/check/", javascript=False)
    for radio in page.get_by_role("radio", name="Yes").all():
        radio.check()
    press(page, "See if you can apply")
    assert page.get_by_role("heading", name="You can apply").is_visible()
    go(page, "Change your answers")
    assert page.get_by_role("radio", name="Yes", checked=True).count() == 2


FORMS = {
    "add_programme": ("Add it", None),
    "add_reason": ("Add it", None),
    "texts_of_programme": ("Keep the texts", "programme"),
    "terms_of_programme": ("Keep the rules", "programme"),
    "call_of_programme": ("Prepare it", "programme"),
    "criterion_of_programme": ("Add it", "programme"),
    "eligibility_of_programme": ("Add it", "programme"),
    "indicator_of_programme": ("Add it", "programme"),
    "document_of_programme": ("Add it", "programme"),
    "pledge_rules_of_programme": ("Set the rules", "programme"),
    "edit_of_call": ("Keep it", "draft"),
    "extend_of_call": ("Extend it and tell them", "call"),
    "cancel_of_call": ("Cancel it and tell them", "call"),
    "question_of_call": ("Add it", "draft"),
    "edit_of_reason": ("Keep it", "reason"),
}


@pytest.mark.parametrize("name", sorted(FORMS))
def test_officers_form_in_error(world, open_page, in_december, name):
    button, subject = FORMS[name]
    rows = {
        "programme": lambda: draft_programme(world),
        "draft": lambda: draft_of(world),
        "call": lambda: Call.objects.get(state=CallState.PUBLISHED),
        "reason": lambda: Reason.objects.create(key="x", use="refused", label="X", text="x"),
    }
    args = [rows[subject]().pk] if subject else []
    page = open_page(reverse(f"admin:funding_{name}", args=args), person=world.officer)
    for box in page.locator("form.move-form input[type=text], form.move-form textarea").all():
        box.fill("")
    assert troubles_in_error(page, button) == []
