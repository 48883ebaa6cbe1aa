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
# Views of others that wear our dress.
FOREIGN = {"sign in": "/accounts/login/code/", "admin": "/admin/"}


@pytest.fixture
def cast(make_person):
    """One person for each role, by the role's key."""
    return {
        key: make_person(key) if key == "respondent" else make_person(key, key) for key in ROLES
    }


def right_person(row, cast):
    """Somebody who may open the page; nobody in particular where anyone may."""
    if row.access in {PUBLIC, DEMONSTRATION}:
        return None
    if row.access == SIGNED_IN:
        return cast["respondent"]
    return next(who for who in cast.values() if any(who.may(right) for right in row.access))


def addresses_and_people(cast):
    """(name, address, person) of every page, each person's pages together."""
    yield "sign in", FOREIGN["sign in"], None
    yield "admin", FOREIGN["admin"], cast["administrator"]
    for name, row in PAGES.items():
        address = reverse(name, kwargs=row.kwargs(cast)) + row.query
        yield name, address, right_person(row, cast)


def troubles_of(page):
    """Everything a careful eye would hold against the page."""
    yield from page.troubles
    yield from axe(page)
    if page.locator("h1").count() != 1:
        yield f"{page.locator('h1').count()} h1 instead of one"
    if not page.title().strip():
        yield "no title"
    if page.locator("a[href^='#']").first.get_attribute("href") not in {"#main", "#main-content"}:
        yield "the first link does not skip to the content"
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        yield "wider than the window"
    if page.evaluate("document.documentElement.lang") != "en-GB":
        yield "not marked as British English"


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_page_is_clean(width, demonstration, cast, open_page):
    troubles, kept = [], {}
    pages = {}
    for name, address, person in addresses_and_people(cast):
        if person not in pages:
            pages[person] = open_page("/health/", person=person, width=width)
        page = pages[person]
        page.troubles.clear()
        answer = page.goto(address)
        if answer.status >= 400:
            troubles.append(f"{name} {address}: {answer.status}")
            continue
        kept[name] = answer.text()
        troubles += [f"{name} {address}: {trouble}" for trouble in troubles_of(page)]
        picture(page, f"{name.replace(':', '-').replace(' ', '-')}-{width}")
    if width == DESK:
        troubles += vnu(kept)
    print(f"{len(kept)} pages at {width} pixels, {len(troubles)} troubles")
    assert not troubles, "\n".join(troubles)
