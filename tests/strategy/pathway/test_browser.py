"""The forms of the pathway in error state, and a draft as its reader sees it."""

from datetime import date

import pytest
from django.urls import reverse

from strategy.actions.pathway import walk
from tests.browsing import troubles_in_error

pytestmark = pytest.mark.django_db(transaction=True)


def test_walking(draft, olivia, open_page):
    address = reverse("strategy:walk", args=["civil-society", draft.number, "in_review"])
    page = open_page(address, person=olivia)
    page.fill("[name=on_month]", "13")
    assert troubles_in_error(page, "Record that it is in review") == []


def test_what_is_said_of_a_step(final, olivia, open_page):
    page = open_page(reverse("strategy:edit_step", args=[final.steps.get().pk]), person=olivia)
    page.fill("[name=on_day]", "")
    assert troubles_in_error(page, "Save") == []


def test_a_paper(final, olivia, open_page):
    page = open_page(reverse("strategy:add_step_paper", args=[final.steps.get().pk]), person=olivia)
    assert troubles_in_error(page, "Add the paper") == []


def test_a_whole_pathway_is_read(final, olivia, open_page, now):
    walk(version=final, state="cabinet", on=date(2021, 12, 9), by=olivia, now=now)
    page = open_page(reverse("strategy:pathway", args=["civil-society"]))
    assert page.get_by_role("heading", name="Before Cabinet").count() == 1
    assert page.get_by_role("heading", name="In force").count() == 1


def test_a_draft_with_its_mark(draft, mina, open_page):
    page = open_page(draft.get_absolute_url(), person=mina)
    assert "Draft for Mina" in page.locator(".draft-mark").get_attribute("data-mark")
