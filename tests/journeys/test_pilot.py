"""A pilot: a milestone evidenced and accepted, its payment claimed, a quarter published."""

from datetime import date

import pytest

from funding.actions.partners import milestones
from funding.models import Payment
from funding.queries.partners.indicators import PLACES
from funding.states import MilestoneState, PaymentState
from tests.funding.conftest import framework, world
from tests.funding.partners.partnership import pilot_award

__all__ = ["framework", "world"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clock_in_april(hold_clock):
    return hold_clock(2022, 4, 4, 10, 0)


def test_pilot_from_evidence_to_the_public_page(world, tess, frank, open_page, clock_in_april):
    award = pilot_award(world)
    payment = Payment.objects.create(
        award=award, number=91, amount_pence=1_000_00, due_on=date(2022, 1, 1), needs_claim=True
    )
    milestone = milestones.set_milestone(
        award=award, title="The desk is open", evidence_needed="A picture",
        due_on=date(2022, 4, 30), payment=payment, by=frank,
    )  # fmt: skip
    partner = open_page(f"/funding/awards/{award.pk}/milestones/1/", person=tess)
    partner.get_by_label("How you reached it").fill("It opened in March.")
    partner.get_by_label("Files").set_input_files(
        [{"name": f"{n}.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 x %%EOF"}
         for n in (1, 2)]
    )  # fmt: skip
    partner.get_by_role("button", name="Send your evidence").click()
    partner.wait_for_selector("text=We have your evidence for milestone 1")
    officer = open_page(f"/admin/funding/milestone/{milestone.pk}/change/", person=frank)
    assert officer.get_by_role("link", name="2.pdf").is_visible()
    officer.get_by_role("link", name="Accept it").click()
    officer.get_by_role("button", name="Accept it").click()
    officer.wait_for_selector("text=Payment 91 can be put up now")
    milestone.refresh_from_db()
    payment.refresh_from_db()
    assert (milestone.state, payment.state) == (MilestoneState.ACCEPTED, PaymentState.CLAIMED)
    tell_a_quarter(partner, award)
    visitor = open_page("/funding/pilot/indicators/")
    assert visitor.get_by_role("heading", name="Volunteers placed", exact=True).is_visible()
    visitor.get_by_text("Show these figures as a table").last.click()
    swale = visitor.locator("table").last.get_by_role("row", name="Swale")
    assert "not shown" in swale.inner_text()
    assert [page.troubles for page in (partner, officer, visitor)] == [[], [], []]


def tell_a_quarter(page, award):
    """Some boxes first, the rest as nought; then a correction."""
    page.goto(f"/funding/awards/{award.pk}/indicators/2022-01/")
    for place, name in PLACES:
        value = "4" if place == "swale" else "30"
        page.get_by_label(f"Volunteers placed, {name}").fill(value)
    page.get_by_role("button", name="Save the figures").click()
    page.wait_for_selector("text=13 figures saved")
    assert page.get_by_label("Volunteers placed, Swale").input_value() == "4"
    page.get_by_label("count the empty boxes as 0").check()
    page.get_by_role("button", name="Save the figures").click()
    page.wait_for_selector("text=The quarter is complete")
    page.get_by_label("Volunteers placed, Dover").fill("1,031")
    page.get_by_role("button", name="Save the figures").click()
    page.wait_for_selector("text=1 figure saved")
    assert award.readings.get(district="dover", indicator__name="Volunteers placed").value == 1031
