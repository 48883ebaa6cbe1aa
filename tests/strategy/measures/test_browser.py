"""The forms of measures in error state: in a browser, at both widths, with a keyboard."""

import pytest

from tests.browsing import troubles_in_error
from tests.strategy.measures import made
from tests.strategy.measures.test_progress import start

pytestmark = pytest.mark.django_db(transaction=True)
DESK = "/officers/strategy/civil-society"


@pytest.fixture(autouse=True)
def _in_july(hold_clock):
    hold_clock(2022, 7, 1, 10, 0)


@pytest.mark.parametrize(
    ("address", "button"),
    [
        ("objectives/new/", "Save the objective"),
        ("measures/new/", "Save the measure"),
        ("measures/{slug}/readings/new/", "Save the reading"),
        ("measures/{slug}/readings/{pk}/", "Save the correction"),
        ("measures/{slug}/retire/", "Retire the measure"),
        ("actions/new/", "Save the action"),
        ("actions/{action}/tell/", "Save the update"),
        ("progress/new/", "Start the report"),
    ],
)
def test_form_in_error(measure, strategy, olivia, open_page, address, button):
    reading = made.a_reading(measure, olivia)
    action = made.an_undertaking(strategy, olivia)
    address = address.format(slug=measure.slug, pk=reading.pk, action=action.slug)
    page = open_page(f"{DESK}/{address}", person=olivia)
    assert troubles_in_error(page, button) == []


def test_texts_of_a_report_in_error(strategy, olivia, open_page):
    report = start(strategy, olivia)
    page = open_page(f"{DESK}/progress/{report.pk}/texts/", person=olivia)
    page.locator("#id_to_whom").fill("")
    assert troubles_in_error(page, "Save the texts") == []
