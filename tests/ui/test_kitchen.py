"""The kitchen-sink page in a browser: axe, console, focus, with and without JavaScript."""

import pytest

from tests.browser import axe, picture, press
from tests.checkers import vnu

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _kitchen(settings):
    settings.ROOT_URLCONF = "tests.ui.kitchen"
    folder = settings.BASE_DIR / "tests" / "ui" / "templates"
    engine = settings.TEMPLATES[0]
    # A new list, so that Django takes notice and puts the old one back.
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], folder]}]


@pytest.mark.parametrize("width", [375, 1280])
def test_kitchen_page_is_clean(open_page, width):
    page = open_page("/kitchen/?say=1", width=width)
    picture(page, f"kitchen-{width}")
    assert axe(page) == []
    assert page.troubles == []


@pytest.mark.parametrize("width", [375, 1280])
def test_kitchen_page_with_errors_is_clean(open_page, width):
    page = open_page("/kitchen/", width=width)
    press(page, "Send your response")
    picture(page, f"kitchen-errors-{width}")
    assert page.title().startswith("Error: ")
    assert axe(page) == []
    assert page.troubles == []


@pytest.mark.parametrize("width", [375, 1280])
def test_officers_layout_is_clean(open_page, olivia, width):
    page = open_page("/kitchen/officers/", person=olivia, width=width)
    picture(page, f"officers-{width}")
    assert axe(page) == []
    assert page.troubles == []


def test_nothing_but_tables_goes_sideways_on_a_phone(open_page):
    for address in ("/kitchen/", "/kitchen/officers/"):
        page = open_page(address, width=320)
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_live_part_is_renewed_without_touching_what_is_typed(open_page):
    page = open_page("/kitchen/officers/")
    page.get_by_label("Organisation", exact=True).fill("Swale")
    page.evaluate("document.getElementById('job').firstElementChild.remove()")
    page.locator("#job progress").wait_for(timeout=5000)
    assert page.get_by_label("Organisation", exact=True).input_value() == "Swale"


def test_every_link_of_the_summary_moves_focus(open_page):
    page = open_page("/kitchen/")
    press(page, "Send your response")
    links = page.locator(".govuk-error-summary__list a")
    assert links.count() == 11
    for link in links.all():
        target = link.get_attribute("href").removeprefix("#")
        link.click()
        assert page.evaluate("document.activeElement.id") == target
    assert page.troubles == []


def test_every_link_of_the_summary_moves_focus_without_javascript(open_page):
    page = open_page("/kitchen/", javascript=False)
    press(page, "Send your response")
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
