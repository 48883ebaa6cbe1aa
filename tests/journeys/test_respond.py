"""Answering in a real browser: an old phone without scripts, a keyboard, two devices."""

import pytest

from consultations.models import Draft, Response, TextAnswer
from tests.browser import axe
from tests.consultations.respond.conftest import *  # noqa: F403
from tests.consultations.respond.questionnaires import LONG, SHORT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = 375


@pytest.fixture(autouse=True)
def _open_now(hold_clock):
    hold_clock(2021, 9, 20, 17, 4)


def heading(browser_page):
    return browser_page.locator("h1").inner_text()


def no_trouble(browser_page):
    # The icon of a page that is left before it has come is no trouble of ours.
    return [trouble for trouble in browser_page.troubles if "icon.svg" not in trouble]


def test_whole_response_on_a_phone_without_scripts(make_consultation, page, open_page):
    long_one = make_consultation(LONG)
    phone = open_page(page(long_one), width=PHONE, javascript=False)
    with phone.expect_navigation():
        phone.click("text=Start your response")
    assert phone.locator(".question__when").first.is_visible()
    phone.check("input[value=resident]")
    phone.fill("#q_postcode", "me14 1xq")
    phone.click("text=Save and continue")
    phone.click("text=Save and continue")
    assert heading(phone).endswith("The draft strategy")
    assert phone.title().startswith("Error:")
    phone.check("#q_agree")
    phone.fill("#q_words", "More for volunteers")
    phone.click("text=Save and continue")
    phone.click("text=Save and go back")
    assert phone.input_value("#q_words") == "More for volunteers"
    phone.click("text=Save and continue")
    phone.click("text=Save and continue")
    phone.check("#d_consent-1")
    phone.check("#d_told-1")
    phone.click("text=Save and check your answers")
    assert "More for volunteers" in phone.inner_text("main")
    phone.click("text=Send your response")
    assert Response.objects.get().reference in phone.inner_text("main")
    width = phone.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE


def test_what_is_typed_is_saved_and_there_after_a_reload(make_consultation, page, open_page):
    long_one = make_consultation(LONG)
    desk = open_page(page(long_one, "section", "strategy"))
    assert desk.locator("#q_why").is_hidden()
    desk.check("input[value=disagree]")
    assert desk.locator("#q_why").is_visible()
    desk.fill("#q_words", "Half a thought")
    desk.get_by_text("Saved at 5:04pm.").wait_for()
    assert Draft.objects.get().raw["q_words"] == ["Half a thought"]
    desk.reload()
    assert desk.input_value("#q_words") == "Half a thought"
    assert desk.locator("#q_why").is_visible()
    assert no_trouble(desk) == []


def test_what_is_typed_while_the_service_is_away_comes_back(make_consultation, page, open_page):
    long_one = make_consultation(LONG)
    desk = open_page(page(long_one, "section", "strategy"))
    desk.route("**/save/**", lambda route: route.abort())
    desk.fill("#q_words", "Written in the tunnel")
    desk.get_by_text("Not saved yet.").wait_for()
    desk.unroute("**/save/**")
    desk.goto(page(long_one, "section", "strategy"))
    assert desk.input_value("#q_words") == "Written in the tunnel"
    desk.get_by_text("Saved at 5:04pm.").wait_for()
    assert Draft.objects.get().raw["q_words"] == ["Written in the tunnel"]


def test_keyboard_alone_and_error_links_reach_their_controls(make_consultation, page, open_page):
    short = make_consultation(SHORT, slug="short")
    desk = open_page(page(short, "section", "all"))
    desk.focus("#q_words")
    desk.keyboard.type("one two three four five six seven eight nine ten eleven")
    desk.get_by_text("1 word too many").first.wait_for()
    desk.get_by_role("button", name="Send your response").press("Enter")
    desk.wait_for_selector(".govuk-error-summary")
    assert desk.evaluate("document.activeElement.className") == "govuk-error-summary"
    links = desk.locator(".govuk-error-summary a")
    targets = [link.get_attribute("href") for link in links.all()]
    assert targets == ["#q_agree", "#q_words", "#d_consent", "#d_told"]
    for number, target in enumerate(targets):
        links.nth(number).press("Enter")
        assert f"#{desk.evaluate('document.activeElement.id')}" == target
    assert axe(desk) == []
    desk.focus("#q_agree")
    desk.keyboard.press("Space")
    desk.fill("#q_words", "Fewer words")
    desk.check("#d_consent-2")
    desk.check("#d_told-1")
    desk.get_by_role("button", name="Send your response").press("Enter")
    desk.wait_for_url("**/done/")
    assert TextAnswer.objects.get().text == "Fewer words"


def test_button_pressed_twice_sends_once(make_consultation, page, open_page):
    short = make_consultation(SHORT, slug="short")
    desk = open_page(page(short, "section", "all"), javascript=False)
    desk.check("#q_agree")
    desk.check("#d_consent-2")
    desk.check("#d_told-1")
    desk.dblclick("text=Send your response")
    desk.wait_for_url("**/done/")
    assert Response.objects.count() == 1


def test_code_opens_the_response_on_another_device(make_consultation, page, open_page):
    long_one = make_consultation(LONG)
    desk = open_page(page(long_one, "section", "you"))
    desk.check("input[value=business]")
    desk.click("text=Save and come back later")
    desk.click("text=Show a code")
    code = desk.inner_text("#code")
    phone = open_page(page(long_one, "return"), width=PHONE)
    phone.fill("#id_code", code)
    phone.get_by_role("button", name="Open your response").click()
    phone.click("text=Go on where you stopped")
    assert phone.is_checked("input[value=business]")


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_pages_of_answering_are_accessible(make_consultation, page, open_page, width):
    long_one = make_consultation(LONG)
    here = open_page(page(long_one), width=width)
    found = {"start": axe(here)}
    for name, parts in (("section", ["you"]), ("section", ["strategy"]), ("last", [])):
        here.goto(page(long_one, name, *parts))
        found[f"{name} {parts}"] = axe(here)
        with here.expect_navigation():
            here.locator("main form button").first.click()
        found[f"{name} {parts} again"] = axe(here)
    for name in ("check", "later", "return"):
        here.goto(page(long_one, name))
        found[name] = axe(here)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert no_trouble(here) == []
