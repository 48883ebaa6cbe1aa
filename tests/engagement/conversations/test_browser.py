"""The forms about conversations in error state: in a browser, at both widths, with a keyboard."""

import pytest
from django.urls import reverse

from engagement.actions import conversations as actions
from tests.browsing import troubles_in_error
from tests.engagement.conversations.heard import a_conversation

pytestmark = pytest.mark.django_db(transaction=True)


def test_noting(open_page, olivia):
    page = open_page(reverse("engagement:note_conversation"), person=olivia)
    page.locator("[name=topic_1]").fill("A topic without a point")
    assert troubles_in_error(page, "Note the conversation") == []


def test_more_points_without_a_script(open_page, olivia):
    page = open_page(reverse("engagement:note_conversation"), person=olivia)
    page.locator("[name=text_1]").fill("Kept while points are added")
    page.get_by_role("button", name="Add three more points").click()
    page.wait_for_selector("[name=text_6]")
    assert page.locator("[name=text_1]").input_value() == "Kept while points are added"


def test_checking_alone(open_page, olivia):
    conversation = a_conversation(by=olivia)
    page = open_page(
        reverse("engagement:check_conversation", args=[conversation.pk]), person=olivia
    )
    assert troubles_in_error(page, "It is right and names nobody") == []


def test_taking_back(open_page, olivia, adam):
    conversation = a_conversation(by=adam)
    actions.check_conversation(conversation=conversation, by=olivia)
    page = open_page(
        reverse("engagement:take_back_conversation", args=[conversation.pk]), person=olivia
    )
    assert troubles_in_error(page, "Take it back") == []
