"""The forms about reasons in error state, and side by side on a phone: in a browser."""

import pytest
from django.urls import reverse

from tests.browsing import troubles_in_error
from tests.strategy.addresses_redline import two_versions

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def version():
    return two_versions()


def address(version, name, *args):
    return reverse(f"strategy:{name}", args=[version.strategy.slug, version.number, *args])


def test_a_new_reason(version, open_page, olivia):
    page = open_page(f"{address(version, 'explain')}?section=loneliness", person=olivia)
    assert troubles_in_error(page, "Save the reason") == []


def test_taking_a_reason_back(version, open_page, olivia):
    change = version.changes.get()
    page = open_page(address(version, "withdraw_change", change.pk), person=olivia)
    assert troubles_in_error(page, "Take this reason back") == []


def test_choosing_one_version_twice(version, open_page):
    page = open_page(reverse("strategy:comparing", args=[version.strategy.slug]))
    page.get_by_label("From").select_option("2")
    assert troubles_in_error(page, "Compare") == []


def test_side_by_side_folds_into_one_text_on_a_phone(version, open_page):
    compare = reverse("strategy:compare", args=[version.strategy.slug, 1, 2])
    page = open_page(f"{compare}?view=beside")
    changed = page.locator(".redline-row--changed:has(.redline-del)").first
    page.set_viewport_size({"width": 1280, "height": 800})
    assert changed.locator(".redline-row__before").is_visible()
    assert not changed.locator(".redline-row__after .redline-del").first.is_visible()
    page.set_viewport_size({"width": 375, "height": 800})
    assert not changed.locator(".redline-row__before").is_visible()
    assert changed.locator(".redline-row__after .redline-del").first.is_visible()
