"""Forms of grant holders and officers in a browser, when something is wrong with them."""

import pytest
from django.urls import reverse

from funding.actions import offers
from funding.models import Award
from funding.states import AwardState
from tests.browser import DESK, PHONE, axe, picture, press
from tests.browsing import troubles_in_error
from tests.funding.makers import NOW
from tests.funding.offers.decided import awarded, offered, refused, settle_subsidy, to_fund

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def december(in_december):
    return in_december


def test_forms_of_the_grant_holder_in_error(world, open_page, tess):
    award = offered(world)
    notice = offers.send_notice(
        application=to_fund(world), pence=5_000_00, by=world.officer, now=NOW
    )
    for name, pk, button in (
        ("offer", award.pk, "Accept the offer"),
        ("decline", award.pk, "Decline the offer"),
        ("assistance", notice.pk, "Confirm"),
    ):
        page = open_page(reverse(f"funding:{name}", args=[pk]), person=tess)
        assert troubles_in_error(page, button) == [], name


def test_forms_of_officers_in_error(world, open_page, frank):
    bid = to_fund(world)
    settle_subsidy(world, bid)
    award = offered(world)
    condition = offers.set_condition(
        award=award, text="Show it", due_on=award.accept_by, before_payment=True,
        by=world.officer, now=NOW,
    )  # fmt: skip
    other, undecided = refused(world), to_fund(world)
    for name, args, button in (
        ("award_outright", [], "Make the award"),
        ("take_in", [], "Take it in"),
        ("condition_of_award", [award.pk], "Set the condition"),
        ("more_time_of_award", [award.pk], "Give more time"),
        ("meet_of_condition", [condition.pk], "Mark as met"),
        ("alter_of_condition", [condition.pk], "Change the condition"),
        ("no_subsidy_of_application", [undecided.pk], "Keep the reason"),
    ):
        page = open_page(reverse(f"admin:funding_{name}", args=args), person=frank)
        assert troubles_in_error(page, button) == [], name
    page = open_page(
        reverse("admin:funding_feedback_of_application", args=[other.pk]), person=frank
    )
    page.get_by_label("Feedback").fill("")
    assert troubles_in_error(page, "Keep the feedback") == []
    page = open_page(reverse("funding:letter_text", args=[world.call.pk, "offer"]), person=frank)
    page.get_by_label("Text", exact=True).fill("Dear {nobody}")
    assert troubles_in_error(page, "Keep the text") == []


def test_letters_are_chosen_looked_at_and_the_offer_accepted(world, open_page, frank, tess):
    awarded(world)
    page = open_page(reverse("funding:letters", args=[world.call.pk]), person=frank)
    press(page, "Look at the letters")
    assert "Letter 1 of 1" in page.inner_text("h1")
    press(page, "Send 1 letter")
    page.wait_for_selector(".job")
    assert page.troubles == []
    offers.send_letters(batch=world.call.letter_batches.get(), now=NOW)
    page = open_page(Award.objects.get().get_absolute_url(), person=tess, javascript=False)
    press(page, "Read and answer the offer")
    page.get_by_label("Your full name").fill("Tess Moor")
    page.get_by_label("A trustee or director").check()
    page.get_by_label("We accept the offer").check()
    press(page, "Accept the offer")
    assert Award.objects.get().state == AwardState.ACCEPTED
    assert "What is next" in page.inner_text("main")


def test_award_and_letters_to_be_looked_at_are_clean(world, open_page, frank, tess):
    """Pages that the walk through all addresses does not open."""
    running = offered(world, 12_345_67)
    offers.set_condition(
        award=running, text="Show us the public liability insurance.", due_on=running.accept_by,
        before_payment=True, by=world.officer, now=NOW,
    )  # fmt: skip
    offers.accept_offer(award=running, name="Tess Moor, trustee", by=tess, now=NOW)
    bid = awarded(world).application
    looked_at = reverse("funding:letters_preview", args=[world.call.pk])
    for name, address, person in (
        ("award", running.get_absolute_url(), tess),
        ("preview", f"{looked_at}?accept_by=2022-01-31&bid={bid.pk}", frank),
    ):
        page = open_page(address, person=person)
        found = list(page.troubles)
        for width in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": 800})
            found += axe(page)
            assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
            picture(page, f"offers-{name}-{width}")
        assert found == [], name
