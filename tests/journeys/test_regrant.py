"""A regrant from the award to the public page: a list with a mistake, corrected, counted once."""

import pytest

from funding.models import OnwardGrant, RegrantImport
from funding.queries.awards import standing_of
from funding.tasks.regrants import read_import
from tests.funding.conftest import framework, in_december, world
from tests.funding.partners.partnership import a_row, as_csv, as_xlsx, regrant_award

__all__ = ["framework", "in_december", "world"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clock_in_may(hold_clock):
    return hold_clock(2022, 5, 3, 10, 0)


def send(page, name, content):
    """Chooses a file, sends it, and lets the worker read it."""
    kind = "text/csv" if name.endswith("csv") else "application/octet-stream"
    page.get_by_label("List of grants").set_input_files(
        {"name": name, "mimeType": kind, "buffer": content}
    )
    page.get_by_role("button", name="Check the list").click()
    page.wait_for_selector("#import")
    read_import(RegrantImport.objects.first().pk)
    page.reload()


def test_partner_sends_a_list_with_a_mistake_corrects_it_and_it_is_counted_once(
    world, tess, open_page, clock_in_may
):
    award = regrant_award(world)
    before = standing_of(award)
    page = open_page(f"/funding/awards/{award.pk}/onward/", person=tess)
    rows = [a_row(1), a_row(2, **{"Award date": "soon"})]
    send(page, "grants.csv", as_csv(*rows))
    assert page.get_by_role("heading", name="1 mistake to correct").is_visible()
    row = page.get_by_role("row", name="H3")
    assert "like 14 January 2022" in row.inner_text()
    assert "“soon”" in row.inner_text()
    assert not OnwardGrant.objects.exists()
    page.get_by_role("link", name="Choose the corrected file").click()
    send(page, "grants.xlsx", as_xlsx(a_row(1), a_row(2)))
    page.get_by_role("button", name="Bring in this list").click()
    page.wait_for_selector("text=is brought in: 2 new grants")
    page.get_by_role("link", name="See the public page").click()
    assert "£2,401" in page.locator(".stats").inner_text()
    assert "of the £10,000 of this award" in page.locator(".stats").inner_text()
    page.goto(f"/funding/awards/{award.pk}/onward/")
    send(page, "grants.csv", as_csv(a_row(1), a_row(2)))
    assert page.get_by_text("There is nothing to bring in").is_visible()
    assert not page.get_by_role("button", name="Bring in this list").count()
    assert (OnwardGrant.objects.count(), standing_of(award)) == (2, before)
    assert page.troubles == []


def test_officer_brings_a_list_in_for_the_partner(world, frank, open_page, clock_in_may):
    award = regrant_award(world)
    page = open_page(f"/admin/funding/regrantimport/{award.pk}/import/", person=frank)
    page.get_by_label("List of grants").set_input_files(
        {"name": "may.csv", "mimeType": "text/csv", "buffer": as_csv(a_row(1))}
    )
    page.get_by_role("button", name="Check the list").click()
    page.wait_for_selector("#import")
    read_import(RegrantImport.objects.get().pk)
    page.reload()
    page.get_by_role("link", name="Bring it in", exact=True).click()
    page.get_by_role("button", name="Bring them in").click()
    page.wait_for_selector("text=is brought in: 1 new grant")
    assert OnwardGrant.objects.get().partner_reference == "KCF-001"
    assert page.troubles == []
