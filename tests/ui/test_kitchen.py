"""The kitchen-sink page in a browser: axe, console, focus, with and without JavaScript."""

import pytest

from tests.browser import axe, picture
from tests.checkers import vnu

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _kitchen(settings):
    settings.ROOT_URLCONF = "tests.ui.kitchen"
    folder = settings.BASE_DIR / "tests" / "ui" / "templates"
    settings.TEMPLATES[0]["DIRS"] = [*settings.TEMPLATES[0]["DIRS"], folder]


@pytest.mark.parametrize("width", [375, 1280])
def test_kitchen_page_is_clean(open_page, width):
    page = open_page("/kitchen/?say=1", width=width)
    picture(page, f"kitchen-{width}")
    assert axe(page) == []
    assert page.troubles == []


@pytest.mark.parametrize("width", [375, 1280])
def test_kitchen_page_with_errors_is_clean(open_page, width):
    page = open_page("/kitchen/", width=width)
    page.get_by_role("button", name="Send your response").click()
    picture(page, f"kitchen-errors-{width}")
    assert page.title().startswith("Error: ")
    assert axe(page) == []
    assert page.troubles == []


def test_every_link_of_the_summary_moves_focus(open_page):
    page = open_page("/kitchen/")
    page.get_by_role("button", name="Send your response").click()
    links = page.locator(".govuk-error-summary__list a")
    assert links.count() == 11
    for link in links.all():
        target = link.get_attribute("href").removeprefix("#")
        link.click()
        assert page.evaluate("document.activeElement.id") == target
    assert page.troubles == []


def test_every_link_of_the_summary_moves_focus_without_javascript(open_page):
    page = open_page("/kitchen/", javascript=False)
    page.get_by_role("button", name="Send your response").click()
    targets = [
        link.get_attribute("href") for link in page.locator(".govuk-error-summary__list a").all()
    ]
    assert len(targets) == 11
    for target in targets:
        assert page.locator(f"{target}:is(input, select, textarea)").is_visible()


def test_revealed_field_shows_with_its_choice_and_always_without_javascript(open_page):
    page = open_page("/kitchen/")
    assert not page.get_by_label("What kind").is_visible()
    page.get_by_label("Other", exact=True).check()
    assert page.get_by_label("What kind").is_visible()
    page.get_by_label("Community group").check()
    assert not page.get_by_label("What kind").is_visible()
    assert open_page("/kitchen/", javascript=False).get_by_label("What kind").is_visible()


def test_exclusive_choice_clears_the_others(open_page):
    page = open_page("/kitchen/")
    page.get_by_label("Money").check()
    page.get_by_label("None of these").check()
    assert not page.get_by_label("Money").is_checked()


def test_kitchen_page_is_valid_html(client):
    pages = {
        "asked": client.get("/kitchen/").text,
        "refused": client.post("/kitchen/", {"organisation": "<b>x", "kind": "x"}).text,
    }
    assert vnu(pages) == []
