"""The sample strategy: three versions that tell the story as the council published it."""

from datetime import date

import pytest

from civilsociety.audit.actions import SYSTEM
from civilsociety.audit.models import Event
from strategy.demonstration import load
from strategy.models import Section, Version

pytestmark = pytest.mark.django_db

HEADINGS = {
    "terminology",
    "challenges-and-opportunities",
    "engagement",
    "business-support",
    "volunteering",
    "small-organisations",
    "fair-funding",
}


@pytest.fixture
def versions(db):
    return load(by=SYSTEM)


def test_three_versions_stand_where_they_should(versions):
    assert [version.state for version in versions] == [
        "consultation_draft",
        "consultation_draft",
        "in_force",
    ]
    assert all(version.is_sample for version in versions)
    assert versions[2].adopted_on == date(2021, 12, 9)


def test_loading_again_changes_nothing(versions):
    before = list(Version.objects.values()), list(Section.objects.values()), Event.objects.count()

    load(by=SYSTEM)

    after = list(Version.objects.values()), list(Section.objects.values()), Event.objects.count()
    assert after == before


def test_every_heading_of_the_report_has_its_section(versions):
    first, second, final = (
        set(version.sections.values_list("key", flat=True)) for version in versions
    )

    assert second & final >= HEADINGS
    assert HEADINGS - {"volunteering"} <= first  # volunteering came with the pandemic


def test_no_anchor_is_lost_on_the_way(versions):
    first, second, final = (
        set(version.sections.values_list("key", flat=True)) for version in versions
    )

    assert first <= second <= final


def whole_text(version, key):
    """A section with everything below it."""
    chosen = version.sections.get(key=key)
    below = version.sections.filter(number__startswith=f"{chosen.number}.")
    return [(s.key, s.body) for s in [chosen, *below]]


def test_final_text_changed_where_the_report_says_so(versions):
    _, second, final = versions
    changed = {key for key in HEADINGS if whole_text(second, key) != whole_text(final, key)}

    assert changed == HEADINGS - {"volunteering"}


def test_support_is_the_third_chapter(versions):
    assert versions[2].sections.get(key="support").number == "3"
    assert versions[2].sections.get(key="objectives").title == "Our four objectives"
