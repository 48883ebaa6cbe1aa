"""The forms of elections in error state: in a browser, at both widths, with a keyboard."""

import pytest
from django.urls import reverse

from engagement.queries.elections.links import nomination_token, voter_token
from tests.browsing import troubles_in_error
from tests.engagement.addresses_elections import at_checking, at_nominating, at_preparing, at_voting

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(olivia):
    return {"consultation_officer": olivia}


def test_ballot(cast, open_page):
    token = voter_token(at_voting(cast).voter(3))
    page = open_page(reverse("engagement:vote_by_link", args=[token]))
    assert troubles_in_error(page, "Check your ballot") == []


def test_voting_from_the_ballot_to_the_receipt_by_keyboard(cast, open_page):
    token = voter_token(at_voting(cast).voter(3))
    page = open_page(reverse("engagement:vote_by_link", args=[token]))
    page.get_by_label("Ann").press("Space")
    page.get_by_role("button", name="Check your ballot").press("Enter")
    page.wait_for_selector(".election-receipt")
    receipt = page.text_content(".election-receipt")
    page.get_by_role("button", name="Cast your vote").press("Enter")
    page.wait_for_selector("h1:has-text('Your vote is cast')")
    assert page.text_content(".election-receipt") == receipt


def test_nomination(cast, open_page):
    token = voter_token(at_nominating(cast).voter(3))
    page = open_page(reverse("engagement:nominate_by_link", args=[token]))
    assert troubles_in_error(page, "Send the nomination") == []


def test_answer(cast, open_page):
    held = at_nominating(cast)
    person = held.nominate("Dora", 1, now=held.election.nominations_open_at)
    page = open_page(reverse("engagement:candidacy", args=[nomination_token(person)]))
    assert troubles_in_error(page, "Send your answer") == []


@pytest.mark.parametrize(
    ("name", "world", "button"),
    [
        ("cancel_election", at_nominating, "Cancel the election"),
        ("move_dates", at_nominating, "Move the dates"),
    ],
)
def test_acts(cast, open_page, olivia, name, world, button):
    address = reverse(f"engagement:{name}", args=[world(cast).election.pk])
    assert troubles_in_error(open_page(address, person=olivia), button) == []


def test_preparing(cast, open_page, olivia):
    slug = at_preparing(cast).election.group.slug
    page = open_page(reverse("engagement:prepare_election", args=[slug]), person=olivia)
    assert troubles_in_error(page, "Save and choose the seats") == []


def test_check_of_a_nomination(cast, open_page, olivia):
    held = at_checking(cast)
    address = reverse("engagement:judge_nomination", args=[held.election.pk, held.people[0].pk])
    assert troubles_in_error(open_page(address, person=olivia), "Save") == []
