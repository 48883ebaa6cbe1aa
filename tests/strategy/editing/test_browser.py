"""Writing a draft in a browser: forms in error, keyboard, without JavaScript, two at once."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from strategy.actions import editing
from strategy.models import SectionLock
from tests.browser import DESK, PHONE, axe, picture, press
from tests.browsing import troubles_in_error
from tests.strategy.editing.conftest import outline

pytestmark = pytest.mark.django_db(transaction=True)


def address(name, *more):
    return reverse(f"strategy:{name}", args=["civil-society", 1, *more])


def test_section_in_error(draft, open_page, olivia):
    page = open_page(address("edit_section", "people"), person=olivia)
    page.fill("[name=title]", "")
    page.fill("[name=body]", "Not <b>bold</b>.\n\n![x](picture:none)")
    assert troubles_in_error(page, "Save and go on writing") == []
    assert page.input_value("[name=body]").startswith("Not <b>bold</b>.")


def test_new_section_in_error(draft, open_page, olivia):
    page = open_page(address("add_section"), person=olivia)
    assert troubles_in_error(page, "Add the section") == []


def test_anchor_in_error(draft, open_page, olivia):
    page = open_page(address("change_anchor", "place"), person=olivia)
    page.fill("[name=anchor]", "Not an anchor")
    assert troubles_in_error(page, "Change the anchor") == []


def test_description_in_error(draft, open_page, olivia):
    page = open_page(address("describe"), person=olivia)
    page.fill("[name=title]", "")
    assert troubles_in_error(page, "Save") == []


def test_preview_follows_what_is_typed(draft, open_page, olivia):
    page = open_page(address("edit_section", "people"), person=olivia)
    expect(page.get_by_role("button", name="Preview")).to_be_hidden()
    page.fill("[name=body]", "Some **strong** words.")
    expect(page.locator("[data-live-preview-page] strong")).to_have_text("strong")
    expect(page.locator("[data-words]")).to_have_text("3 words")
    assert page.troubles == []


def test_what_was_not_saved_is_offered_again(draft, open_page, olivia):
    page = open_page(address("edit_section", "people"), person=olivia)
    page.fill("[name=body]", "Words that were not saved.")
    expect(page.locator("[data-live-preview-page]")).to_contain_text("not saved")
    page.reload()
    expect(page.locator("[name=body]")).to_have_value("What people do for each other.")
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator("[name=body]")).to_have_value("Words that were not saved.")

    page.get_by_role("button", name="Save and finish").click()
    page.wait_for_url("**/1/?saved=people*")
    page.goto(address("edit_section", "people"))
    expect(page.locator("[data-status]")).to_be_attached()
    assert page.get_by_role("button", name="Put it back").count() == 0
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_session_that_ended_keeps_the_text_in_the_browser(draft, open_page, olivia):
    page = open_page(address("edit_section", "people"), person=olivia)
    page.context.clear_cookies()
    page.fill("[name=body]", "Written after the session ended.")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("[data-status]")).to_contain_text("You are signed out")
    kept = page.evaluate("Object.values(localStorage)[0]")
    assert "Written after the session ended." in kept


def test_everything_works_without_javascript(draft, open_page, olivia):
    page = open_page(address("manage"), person=olivia, javascript=False)
    page.locator("#outline-place summary").click()
    page.get_by_role("button", name=re.compile("Move up.*Place")).click()
    assert outline(draft) == "1 place, 2 people, 2.1 volunteering"

    page.get_by_role("link", name=re.compile("Write in.*People")).click()
    page.fill("[name=body]", "Some **strong** words.")
    press(page, "Preview")
    assert page.locator("#preview strong").inner_text() == "strong"
    assert page.input_value("[name=body]") == "Some **strong** words."
    page.get_by_role("button", name="Save and finish").click()
    assert draft.sections.get(key="people").body == "Some **strong** words."
    assert not SectionLock.objects.exists()


def test_outline_by_keyboard_alone(draft, open_page, olivia):
    page = open_page(address("manage"), person=olivia)
    page.locator("#outline-place summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Move up: 2 Place"
    page.keyboard.press("Enter")
    page.wait_for_url("**open=place*")
    assert page.locator("#outline-place details").get_attribute("open") is not None
    assert outline(draft).startswith("1 place")


def test_two_officers_over_one_section(draft, open_page, olivia, oscar, noon):
    first = open_page(address("edit_section", "people"), person=olivia)
    second = open_page(address("edit_section", "people"), person=oscar)
    second.get_by_role("button", name="Take over from Olivia").click()
    second.wait_for_selector("[name=body]")
    second.fill("[name=body]", "Oscar’s words.")
    second.get_by_role("button", name="Save and finish").click()
    second.wait_for_url("**saved=people*")

    first.fill("[name=body]", "Olivia’s words.\n\nAnd a second paragraph.")
    first.get_by_role("button", name="Save and go on writing").click()
    first.wait_for_selector("text=Two texts of 1 People")
    assert first.troubles == []
    for width in (PHONE, DESK):
        first.set_viewport_size({"width": width, "height": 800})
        assert axe(first) == []
        assert not first.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        picture(first, f"strategy-editing-clash-{width}")
    first.get_by_role("button", name="Save this text instead of theirs").click()
    first.wait_for_selector("text=You can go on writing")
    assert draft.sections.get(key="people").body.startswith("Olivia’s words.")
    bodies = {row.body for row in draft.revisions.filter(key="people")}
    assert "Oscar’s words." in bodies


def test_pages_that_are_seen_only_now_and_then(draft, open_page, olivia, oscar, noon):
    editing.take_out(section=draft.sections.get(key="place"), by=olivia, now=noon)
    first = open_page(address("edit_section", "people"), person=olivia)
    held = open_page(address("edit_section", "people"), person=oscar)
    manage = open_page(address("manage"), person=oscar)
    manage.locator("#outline-volunteering summary").click()
    first.fill("[name=body]", "Typed.")
    first.get_by_role("button", name="Leave without saving").click()
    first.wait_for_selector("text=Leave without saving?")
    for name, page in (("held", held), ("outline", manage), ("leaving", first)):
        for width in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": 800})
            assert axe(page) == []
            assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
            picture(page, f"strategy-editing-{name}-{width}")
