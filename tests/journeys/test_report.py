"""The published report in a browser, with its real content."""

import pytest

from civilsociety.home.demonstration import load
from tests.checkers import vnu
from tests.journeys.test_pages import DESK, PHONE, troubles_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REPORT = "/consultations/civil-society-2021/you-said-we-did/"


def test_report_is_clean_at_both_widths_and_valid(open_page):
    load()
    page = open_page(REPORT, width=PHONE)
    found = []
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"at {width}: {trouble}" for trouble in troubles_of(page)]
    assert found == []
    assert vnu({"report": page.answer.text()}) == []


def test_contents_lead_to_their_parts(open_page):
    load()
    page = open_page(REPORT, width=DESK)
    targets = page.locator("nav.report-contents a").evaluate_all(
        "links => links.map(link => link.getAttribute('href').slice(1))"
    )
    assert len(targets) > 10
    assert all(page.locator(f'[id="{target}"]').count() == 1 for target in targets)
