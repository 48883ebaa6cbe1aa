"""The ledger's forms in a real browser, with and without scripts."""

import re

import pytest
from django.urls import reverse

from civilsociety.budget.models import Commitment
from tests.browser import DESK, PHONE, axe, picture, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Whether the control that has the focus is what a finger would touch there.
SEEN = """() => {
    const box = document.activeElement.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + 9, box.top + box.height / 2);
    return top === document.activeElement;
}"""


@pytest.fixture
def at_christmas(hold_clock):
    hold_clock(2021, 12, 20, 12, 0)


@pytest.fixture
def address(framework):
    filled_in = f"?year={framework.year.pk}&head={framework.head.pk}"
    return reverse("admin:budget_commit") + filled_in


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_warned_while_typing_that_it_would_not_fit(
    at_christmas, address, open_page, frank, framework, width
):
    page = open_page(address, person=frank, width=width)
    page.select_option("#id_authority", index=1)
    page.fill("#id_pence", "250,000")
    warning = page.get_by_text("This would not go through.")
    warning.wait_for()
    assert page.get_by_text("£25,000 short").count() == 2
    # On a phone, too, it is seen without leaving the field.
    assert warning.evaluate("e => e.getBoundingClientRect().top < window.innerHeight")
    assert page.evaluate(SEEN)
    assert axe(page) == []
    picture(page, f"ledger-warning-{width}")

    page.fill("#id_pence", "1,000")
    page.get_by_text("This fits.").wait_for()
    assert not Commitment.objects.exists()
    assert page.troubles == []


def test_refused_with_everything_typed_still_there(
    at_christmas, address, open_page, frank, framework
):
    page = open_page(address, person=frank)
    page.select_option("#id_authority", index=1)
    page.fill("#id_pence", "£1k")
    page.fill("#id_title_", "A grant")
    page.fill("#id_payee_name", "A charity")
    page.fill("#id_reason", "The panel said so")
    press(page, "Commit")
    page.get_by_role("link", name=re.compile("Write the amount out in figures")).click()

    assert page.evaluate("document.activeElement.id") == "id_pence"
    assert page.input_value("#id_payee_name") == "A charity"
    assert page.input_value("#id_pence") == "£1k"
    picture(page, "ledger-refusal")


def test_commitment_made_without_scripts(at_christmas, address, open_page, frank, framework):
    page = open_page(address, person=frank, javascript=False)
    page.locator("#id_authority").select_option(index=1)
    page.fill("#id_pence", "250000")
    press(page, "Check")
    assert page.get_by_text("£25,000 short").count() == 2

    page.fill("#id_pence", "1,000.01")
    page.fill("#id_title_", "A grant")
    page.fill("#id_payee_name", "A charity")
    page.fill("#id_reason", "The panel said so")
    press(page, "Commit")
    assert page.get_by_text("£1,000.01 is promised to A charity").is_visible()
    assert Commitment.objects.get().amount_pence == 1_000_01


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_index_shows_the_framework_cleanly(at_christmas, open_page, frank, framework, width):
    framework.pay(framework.commit(45_000_01), 11_000_00)
    framework.reserve(10_000_00)
    page = open_page("/admin/", person=frank, width=width)

    assert page.get_by_role("img", name="Paid £11,000").is_visible()
    assert axe(page) == []
    assert page.troubles == []
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    picture(page, f"ledger-index-{width}")


def test_amounts_for_each_source_show_when_they_are_chosen(at_christmas, open_page, bea, framework):
    page = open_page(reverse("admin:budget_allocate"), person=bea)
    assert not page.get_by_label("From Base budget").is_visible()
    page.get_by_label("An amount for each source").check()
    assert page.get_by_label("From Base budget").is_visible()
    assert not page.get_by_label("Amount", exact=True).is_visible()
