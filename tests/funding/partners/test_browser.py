"""Each form of partners in a browser, when something is wrong with it."""

from datetime import date

import pytest

from funding.actions.partners import milestones
from tests.browsing import troubles_in_error
from tests.funding.partners.partnership import LATER, pilot_award, regrant_award

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def in_may(hold_clock):
    return hold_clock(2022, 5, 3, 10, 0)


def a_milestone(world, *, evidenced=False):
    milestone = milestones.set_milestone(
        award=pilot_award(world), title="The desk", evidence_needed="A picture",
        due_on=date(2022, 6, 1), by=world.officer,
    )  # fmt: skip
    if evidenced:
        milestones.give_evidence(
            milestone=milestone, evidence="Open.", uploads=[], by=world.tess, now=LATER
        )
    return milestone


def test_list_of_grants_in_error(world, tess, open_page, in_may):
    page = open_page(f"/funding/awards/{regrant_award(world).pk}/onward/", person=tess)
    assert troubles_in_error(page, "Check the list") == []


def test_evidence_in_error(world, tess, open_page, in_may):
    award = a_milestone(world).award
    page = open_page(f"/funding/awards/{award.pk}/milestones/1/", person=tess)
    assert troubles_in_error(page, "Send your evidence") == []


def test_figures_in_error(world, tess, open_page, in_may):
    award = pilot_award(world)
    page = open_page(f"/funding/awards/{award.pk}/indicators/2022-01/", person=tess)
    page.get_by_label("Volunteers placed, Swale").fill("a dozen")
    page.get_by_label("People reached, Dover").fill("12")
    assert troubles_in_error(page, "Save the figures") == []
    assert page.get_by_label("Volunteers placed, Swale").input_value() == "a dozen"
    assert page.get_by_label("People reached, Dover").input_value() == "12"


def test_case_note_in_error(world, tess, open_page, in_may):
    page = open_page(f"/funding/awards/{pilot_award(world).pk}/notes/new/", person=tess)
    page.get_by_label("Title").fill("A way back")
    page.get_by_label("What happened").fill("She lives at 14 Marsh Lane, ring 01795 123456.")
    assert troubles_in_error(page, "Keep the note") == []
    assert "14 Marsh Lane" in page.locator(".govuk-error-summary").inner_text()
    assert "14 Marsh Lane" in page.get_by_label("What happened").input_value()


@pytest.mark.parametrize(
    ("address", "button", "evidenced"),
    [
        ("{award}/milestone/", "Add the milestone", False),
        ("{milestone}/edit/", "Save the milestone", False),
        ("{milestone}/remove/", "Take it out", False),
        ("{milestone}/back/", "Send it back", True),
    ],
)
def test_acts_on_milestones_in_error(world, frank, open_page, in_may, address, button, evidenced):
    milestone = a_milestone(world, evidenced=evidenced)
    where = address.format(award=milestone.award_id, milestone=milestone.pk)
    page = open_page(f"/admin/funding/milestone/{where}", person=frank)
    if "edit" in address:
        page.get_by_label("What is delivered").fill("")
    assert troubles_in_error(page, button) == []
