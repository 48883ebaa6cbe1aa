"""Every page there is, opened by somebody who may: on a phone and on a desk.

The list comes from the access table, so a new page is judged without anybody adding it here.
"""

import pytest
from django.urls import reverse

from civilsociety.accounts.access import DEMONSTRATION, PUBLIC, SIGNED_IN
from tests.access import ROLES, rows
from tests.browser import DESK, PHONE, axe, picture
from tests.checkers import vnu

PAGES = {
    name: row for name, row in rows().items() if row.page and row.opens and row.method == "get"
}
# Filled by each page's test, judged by one Java run at the end.
HTML = {}


@pytest.fixture
def cast(transactional_db, make_person):
    """One person for each role, by the role's key."""
    return {
        key: make_person(key) if key == "respondent" else make_person(key, key) for key in ROLES
    }


def right_person(row, cast):
    """Somebody who may open the page; nobody in particular where anyone may."""
    if row.access in {PUBLIC, DEMONSTRATION}:
        return None
    if row.access == SIGNED_IN:
        return cast[row.owners[0] or "respondent"]
    return next(who for who in cast.values() if any(who.may(right) for right in row.access))


def troubles_of(page):
    """Everything a careful eye would hold against the page."""
    yield from page.troubles
    page.troubles.clear()
    yield from axe(page)
    if page.locator("h1").count() != 1:
        yield f"{page.locator('h1').count()} h1 instead of one"
    if not page.title().strip():
        yield "no title"
    skip = page.locator("a").first.get_attribute("href") or ""
    if not skip.startswith("#") or page.locator(f"main{skip}, main {skip}").count() != 1:
        yield "the first link does not skip to the content"
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        yield "wider than the window"
    if page.evaluate("document.documentElement.lang").lower() != "en-gb":
        yield "not marked as British English"


def judge(name, address, person, open_page):
    """Opens the page at both widths and says everything that is wrong with it."""
    page = open_page(address, person=person, width=PHONE)
    assert page.answer.status == 200, f"{address} answered {page.answer.status}"
    HTML[name] = page.answer.text()
    found = []
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"at {width}: {trouble}" for trouble in troubles_of(page)]
        picture(page, f"{name.replace(':', '-').replace(' ', '-')}-{width}")
    return found


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_is_clean(name, cast, open_page):
    row = PAGES[name]
    address = reverse(name, kwargs=row.kwargs(cast)) + row.query
    assert judge(name, address, right_person(row, cast), open_page) == []


def test_admin_is_clean(cast, open_page):
    assert judge("admin", "/admin/", cast["administrator"], open_page) == []


def test_pages_are_valid_html():
    if not HTML:
        pytest.skip("Run the other tests of this file with this one.")
    assert vnu(HTML) == []
