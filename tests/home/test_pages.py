"""The front page, the desk and the pages about the service."""

import re
import xml.etree.ElementTree as ElementTree

import pytest
from django.test import override_settings
from django.urls import reverse

from civilsociety.home.queries import all_cookies
from civilsociety.ui.slots import Card, Task, desk_tasks, front_page_open, front_page_reports
from strategy.demonstration import load

pytestmark = pytest.mark.django_db
ABOUT = ["help", "glossary", "contact", "accessibility", "privacy", "cookies", "sitemap"]


@pytest.fixture
def fill():
    """`fill(slot, thing)` lets an app of the test speak on a page."""
    filled = []

    def fill_(slot, *things):
        slot.register("a test", lambda *asked: list(things))
        filled.append(slot)

    yield fill_
    for slot in filled:
        slot.register("a test", lambda *asked: [])


def test_front_page_of_an_empty_service_says_what_will_come(stranger):
    page = stranger.get("/").content.decode()

    assert "No consultation is open today" in page
    assert page.count("<h1") == 1


def test_front_page_leads_to_what_is_open(stranger, fill):
    card = Card("Ask <us>", "/there/", "What it is.", "Open until 3 October 2021", "Answer it now")
    fill(front_page_open, card)
    page = stranger.get("/").content.decode()

    assert "Answer it now" in page
    assert "Open until 3 October 2021" in page
    assert "Ask &lt;us&gt;" in page


def test_front_page_shows_strategy_and_reports(stranger, fill):
    load(by="system")
    fill(front_page_reports, Card("You said, we did", "/report/"))
    page = stranger.get("/").content.decode()

    assert "adopted 9 December 2021 by decision 21/00055" in page
    assert 'href="/report/"' in page


def test_desk_shows_urgent_things_first(client_of, olivia, fill):
    fill(
        desk_tasks,
        Task("Later", "/later/", due="By Friday"),
        Task("At once", "/now/", due="Today", urgent=True),
    )
    page = client_of(olivia).get("/officers/").content.decode()

    assert page.index("At once") < page.index("Later")


def test_desk_of_an_officer_without_tasks_says_so(client_of, bea):
    assert "Nothing is waiting for you" in client_of(bea).get("/officers/").content.decode()


def test_desk_shows_only_tools_that_open(client_of, olivia, frank):
    address = reverse("strategy:desk")

    assert f'href="{address}"' in client_of(olivia).get("/officers/").content.decode()
    assert f'href="{address}"' not in client_of(frank).get("/officers/").content.decode()


@pytest.mark.parametrize("name", ABOUT)
def test_page_about_the_service_opens_for_everybody(stranger, name):
    page = stranger.get(reverse(f"home:{name}")).content.decode()

    assert page.count("<h1") == 1
    assert not re.search(r"successfully|please|[A-Za-z]!", page.lower())


@pytest.mark.parametrize("name", ABOUT)
def test_links_to_places_on_the_page_arrive(stranger, name):
    page = stranger.get(reverse(f"home:{name}")).content.decode()

    wanted = set(re.findall(r'href="#([^"]+)"', page))
    assert wanted <= set(re.findall(r' id="([^"]+)"', page))


def test_links_from_the_pages_lead_somewhere(stranger):
    load(by="system")
    pages = {stranger.get(reverse(f"home:{name}")).content.decode() for name in ["front", *ABOUT]}
    addresses = {found for page in pages for found in re.findall(r'href="(/[^"#]*)"', page)}

    broken = [
        address
        for address in addresses
        if not address.startswith("/static/") and stranger.get(address).status_code >= 400
    ]
    assert not broken


def test_cookies_page_names_every_cookie_that_is_set(client_of, stranger, olivia):
    client = client_of(olivia)
    client.post("/officers/strategy/new/", {})
    stranger.get(reverse("account_request_login_code"))
    known = {cookie.name for cookie in all_cookies()}
    page = stranger.get("/cookies/").content.decode()

    assert {*client.cookies, *stranger.cookies} <= known
    assert all(f"<code>{name}</code>" in page for name in known)


def test_glossary_explains_each_word_once(stranger):
    page = stranger.get("/glossary/").content.decode()
    words = re.findall(r"<dt>([^<]+)</dt>", page)

    assert len(words) == len(set(words)) >= 35
    assert {"Civil society", "Social sector", "VCSE"} <= set(words)


def test_sitemap_lists_each_public_page_once_and_none_that_is_hidden(stranger):
    load(by="system")
    tree = ElementTree.fromstring(stranger.get("/sitemap.xml").content)
    addresses = [element.text for element in tree.iter() if element.tag.endswith("loc")]

    assert len(addresses) == len(set(addresses))
    assert any(address.endswith("/strategy/civil-society/versions/2/") for address in addresses)
    assert not any("officers" in address for address in addresses)
    paths = ["/" + address.split("/", 3)[3] for address in addresses]
    assert all(stranger.get(path).status_code == 200 for path in paths)


def test_robots_keeps_a_demonstration_out_of_search_engines(stranger):
    assert b"Disallow: /\n" in stranger.get("/robots.txt").content


@override_settings(DEMONSTRATION=False)
def test_robots_names_the_sitemap_in_production(stranger):
    answer = stranger.get("/robots.txt").content.decode()

    assert "Disallow: /officers/" in answer
    assert "/sitemap.xml" in answer
    assert "Disallow: /\n" not in answer


def test_security_txt_has_not_expired(stranger, hold_clock):
    hold_clock(2026, 1, 1, 9, 0)
    answer = stranger.get("/.well-known/security.txt")

    assert answer["Content-Type"].startswith("text/plain")
    assert "Expires: 2026-06-30T00:00:00Z" in answer.content.decode()
