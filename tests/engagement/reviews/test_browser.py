"""Reviewing in a browser: in place with a script, on pages without, by keyboard, in error."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from engagement.models import Comment
from tests.browser import press
from tests.browsing import troubles_in_error
from tests.engagement.makers import a_world
from tests.engagement.reviews.reviewed import a_comment, a_review

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def open_now(mina, olivia):
    """A review that is open by the real clock."""
    return a_review(a_world(member=mina), olivia, now=timezone.now() - timedelta(hours=1))


def url(name, *args):
    return reverse(f"engagement:{name}", args=args)


def test_form_opens_in_place_and_keeps_what_was_typed(open_now, open_page, mina):
    page = open_page(open_now.get_absolute_url(), person=mina)
    link = page.locator("[id='volunteering.p1'] a[data-comment]")
    link.focus()
    page.keyboard.press("Enter")
    box = page.locator("[id='volunteering.p1'] .reviewing-inplace")
    box.wait_for()
    words = box.get_by_label("Your comment")
    words.fill("How many, and by when?")
    box.get_by_role("link", name="Back to the draft").click()
    assert not box.is_visible()
    page.keyboard.press("Enter")
    assert words.input_value() == "How many, and by when?"
    box.get_by_label("I would change this").check()
    box.get_by_role("button", name="Send", exact=True).click()
    page.wait_for_selector(".govuk-notification-banner")
    assert page.url.endswith("#volunteering.p1")
    comment = Comment.objects.get()
    assert (comment.text, comment.block, comment.state) == ("How many, and by when?", 1, "sent")
    assert page.troubles == []


def test_two_forms_in_place_have_ids_of_their_own(open_now, open_page, mina):
    page = open_page(open_now.get_absolute_url(), person=mina)
    for block in ("volunteering.p1", "volunteering.p2"):
        page.locator(f"[id='{block}'] a[data-comment]").click()
        page.locator(f"[id='{block}'] .reviewing-inplace").wait_for()
    ids = page.eval_on_selector_all("[id]", "all => all.map(each => each.id)")
    assert len(ids) == len(set(ids))


def test_without_a_script_the_form_is_a_page(open_now, open_page, mina):
    page = open_page(open_now.get_absolute_url(), person=mina, javascript=False)
    with page.expect_navigation():
        page.locator("[id='volunteering.p3'] a[data-comment]").click()
    assert "pay expenses on the day they are claimed" in page.content()
    page.get_by_label("Your comment").fill("Which day?")
    press(page, "Save, send later")
    assert "Only you see it" in page.content()
    press(page, "Send it")
    assert Comment.objects.get().state == "sent"


def test_comment_in_error(open_now, open_page, mina):
    page = open_page(url("write_comment", open_now.pk), person=mina)
    assert troubles_in_error(page, "Save, send later") == []


def test_opening_in_error(open_now, open_page, olivia):
    page = open_page(url("open_review"), person=olivia)
    assert troubles_in_error(page, "Open the review") == []


def test_more_time_in_error(open_now, open_page, olivia):
    page = open_page(url("more_time", open_now.pk), person=olivia)
    assert troubles_in_error(page, "Give more time") == []


def test_answer_in_error(open_now, open_page, mina, olivia):
    comment = a_comment(open_now, mina, now=timezone.now())
    address = f"{url('answer_comments', open_now.pk)}?comment={comment.pk}"
    page = open_page(address, person=olivia)
    assert troubles_in_error(page, "Save the answer") == []
