"""Writing an application in a real browser: forms in error, saving by itself, two at once."""

import pytest
from django.urls import reverse

from funding.models import Application
from funding.models.choices import ColleagueRole
from tests.browser import press
from tests.browsing import troubles_in_error
from tests.funding.applying.makers import ONE_OF_EACH, call_with, draft
from tests.funding.applying.test_writing import colleague
from tests.worker import until

pytestmark = pytest.mark.django_db(transaction=True)


def page_of(application, name, *more):
    return reverse(f"funding:application_{name}", args=[application.pk, *more])


@pytest.mark.parametrize(
    ("name", "button"),
    [
        ("start", "Start the application"),
        ("about", "Save and continue"),
        ("section", "Save and continue"),
        ("budget", "Save and continue"),
        ("people", "Send the invitation"),
        ("give_file", "Add this file"),
        ("profile", "Save, and say that this is right today"),
        ("documents", "Give us this document"),
        ("bank", "Give us this account"),
    ],
)
def test_form_in_error_is_clean(world, open_page, in_december, name, button):
    call = call_with(world, *ONE_OF_EACH)
    application = draft(
        world, call=call, title="", summary="", starts_on=None, districts=[], requested_pence=None,
        answers={},
    )  # fmt: skip
    addresses = {
        "start": lambda: reverse("funding:start", args=[call.pk]),
        "section": lambda: page_of(application, "section", 1),
        "give_file": lambda: page_of(application, "give_file", "plan"),
    }
    for mine in ("profile", "documents", "bank"):
        addresses[mine] = lambda mine=mine: reverse(
            f"funding:organisation_{mine}", args=[world.kitchen.pk]
        )
    address = addresses.get(name, lambda: page_of(application, name))()
    page = open_page(address, person=world.tess)
    assert troubles_in_error(page, button) == []


def test_what_is_typed_is_saved_by_itself(world, open_page, in_december):
    application = draft(world)
    page = open_page(page_of(application, "about"), person=world.tess)
    page.get_by_label("Name of the project").fill("A kitchen for everybody")
    page.get_by_text("Saved at").wait_for()
    assert Application.objects.get(pk=application.pk).title == "A kitchen for everybody"
    page.get_by_label("Name of the project").fill("A kitchen for all")
    until(lambda: Application.objects.get(pk=application.pk).title == "A kitchen for all")
    assert page.troubles == []


def test_two_browsers_at_one_question_lose_nothing(world, noor, open_page, in_december):
    application = draft(world)
    colleague(application, noor, ColleagueRole.WRITER)
    address = page_of(application, "section", 1)
    first = open_page(address, person=world.tess, javascript=False)
    second = open_page(address, person=noor, javascript=False)
    first.get_by_label("Why is it needed?").fill("Tess’s words")
    press(first, "Save and come back later")
    second.get_by_label("Why is it needed?").fill("Noor’s words")
    press(second, "Save and come back later")
    assert second.get_by_text("Tess’s words").count()
    second.get_by_label("Both, one below the other").check()
    press(second, "Save what I chose")
    answers = Application.objects.get(pk=application.pk).answers
    assert answers["need"] == "Tess’s words\n\nNoor’s words"


def test_budget_adds_up_while_it_is_typed(world, open_page, in_december):
    page = open_page(page_of(draft(world), "budget"), person=world.tess)
    page.locator("#id_what_1").fill("Rent")
    page.locator("#id_cost_1").fill("1,200.50")
    assert page.locator("[data-total]").inner_text() == "£7,200.50"
