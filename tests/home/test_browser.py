"""Searching and following the thread in a browser: both widths, without a script, by keyboard."""

import pytest

from civilsociety.home.demonstration import load
from tests.browser import DESK, PHONE, axe, picture, press

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story(transactional_db):
    """The demonstration's whole story."""
    load()


WAYS = {
    "thread-section": "/thread/?section=support",
    "thread-volunteering": "/thread/?section=volunteering",
    "thread-from-pound": "/thread/?from=head:strategic-recovery-fund",
    "thread-from-decision": "/thread/?from=decision:21/00055",
    "thread-lost": "/thread/?from=decision:99/99999",
    "search-kinds": "/search/?q=volunteering+or+grants",
    "search-nothing": "/search/?q=volunteeeering",
    "search-empty": "/search/",
    "search-small-words": "/search/?q=the+and",
    "way-back-report": "/consultations/civil-society-2021/you-said-we-did/",
    "way-back-decision": "/decisions/21-00055/",
    "way-back-money": "/budget/programmes/strategic-recovery-fund/",
    "way-back-strategy": "/strategy/civil-society/",
}


def test_every_way_is_clean_at_both_widths(story, open_page):
    page, found = open_page("/"), []
    for name, address in WAYS.items():
        page.goto(address)
        for width in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": 800})
            found += [f"{name} at {width}: {trouble}" for trouble in axe(page)]
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                found.append(f"{name} at {width}: wider than the window")
            picture(page, f"home-{name}-{width}")
    assert found + page.troubles == []


def test_somebody_searches_and_follows_the_thread_without_a_script(story, open_page):
    page = open_page("/", javascript=False, width=PHONE)
    page.get_by_label("Find in the whole service").fill("volunteering")
    press(page, "Search")
    page.get_by_role("link", name="Strategy 9").click()
    page.get_by_role("link", name="3.4 Volunteering").click()
    assert page.url.endswith("/strategy/civil-society/#volunteering")

    page.get_by_role("link", name="The whole thread of 3.4 Volunteering").click()
    assert page.get_by_role("heading", level=1).inner_text() == "3.4 Volunteering"
    page.get_by_label("Follow one section").select_option("engagement")
    press(page, "Follow it")
    assert page.get_by_role("heading", level=1).inner_text() == "3.2 Engagement"


def test_keyboard_meets_each_step_once(story, open_page):
    page = open_page("/thread/?section=volunteering")

    inside = "[...document.querySelectorAll('.golden-picture a')].map(a => a.tabIndex)"
    assert set(page.evaluate(inside)) == {-1}
    links = page.locator(".golden-list a").evaluate_all("all => all.map(a => a.tabIndex)")
    assert links
    assert set(links) == {0}


def test_phone_has_the_list_alone_and_print_has_both(story, open_page):
    page = open_page("/thread/", width=PHONE)

    assert not page.locator(".golden-picture").is_visible()
    assert page.locator(".golden-list").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".golden-picture").is_visible()
    assert not page.locator(".frame-search").is_visible()
