"""Bids as they stand after a panel, for tests of offers."""

from datetime import date
from uuid import uuid4

from funding.actions import offers
from funding.models import Colleague, Panel, PanelItem, Reason
from funding.models.choices import ColleagueRole, Recommendation
from funding.states import ApplicationState, PanelState
from tests.funding.makers import NOW

ACCEPT_BY = date(2022, 1, 31)
FEEDBACK = "The panel liked how the neighbours plan it together."


def panel_of(world):
    """The panel of the world's call, held."""
    found, _ = Panel.objects.get_or_create(
        call=world.call,
        title="Panel of January",
        defaults={
            "meets_on": date(2022, 1, 20),
            "held_until": date(2022, 3, 1),
            "state": PanelState.HELD,
            "issued_at": NOW,
            "held_at": NOW,
        },
    )
    return found


def a_reason(use="refused"):
    """A reason as applicants read it."""
    return Reason.objects.get_or_create(
        key=f"a-{use}", use=use, label="Need", text="Others showed more need."
    )[0]


def to_fund(world, pence=5_000_00, *, rank=1, held=True, **more):
    """A bid the panel decided to fund with so much, its money held."""
    bid = world.bid(ApplicationState.AT_PANEL, **more)
    PanelItem.objects.create(
        panel=panel_of(world),
        application=bid,
        rank=rank,
        weighted=80,
        proposed_pence=pence,
        reservation=world.framework.reserve(pence) if held else None,
        decision=Recommendation.FUND,
        decided_pence=pence,
        feedback=FEEDBACK,
    )
    return bid


def on_reserve(world, *, rank, **more):
    """A bid on the reserve list at a rank."""
    bid = world.bid(ApplicationState.RESERVE, feedback=FEEDBACK, decided_at=NOW, **more)
    PanelItem.objects.create(
        panel=panel_of(world),
        application=bid,
        rank=rank,
        weighted=70,
        decision=Recommendation.RESERVE,
    )
    return bid


def refused(world, **more):
    """A bid that was refused with reasons and feedback."""
    bid = world.bid(ApplicationState.REFUSED, feedback=FEEDBACK, decided_at=NOW, **more)
    bid.reasons.add(a_reason())
    return bid


def settle_subsidy(world, bid):
    """An officer wrote that it is not a subsidy."""
    return offers.say_no_subsidy(
        application=bid, why="It carries on no economic activity.", by=world.officer, now=NOW
    )


def awarded(world, pence=5_000_00, **more):
    """An award made of a bid the panel decided to fund, its offer not sent."""
    bid = to_fund(world, pence, **more)
    settle_subsidy(world, bid)
    return award(world, bid, pence)


def award(world, bid, pence=5_000_00, **more):
    """Awards a bid."""
    terms = {
        "authority": world.authority,
        "awarded_on": date(2021, 12, 20),
        "starts_on": date(2022, 3, 1),
        "ends_on": date(2022, 12, 31),
        "by": world.officer,
        "key": uuid4(),
        "now": NOW,
    }
    return offers.award_bid(application=bid, pence=pence, **(terms | more))


def letters(world, bids, **more):
    """Letters for these bids, waiting to be sent."""
    terms = {"accept_by": ACCEPT_BY, "by": world.officer, "now": NOW} | more
    return offers.make_letters(call=world.call, applications=bids, **terms)


def offered(world, pence=5_000_00, **more):
    """An award whose offer letter is out, to be answered by 31 January 2022."""
    made = awarded(world, pence, **more)
    offers.send_letters(batch=letters(world, [made.application]), now=NOW)
    made.refresh_from_db()
    return made


def a_signatory(bid, person):
    """Makes somebody the bid's signatory."""
    return Colleague.objects.create(
        application=bid,
        role=ColleagueRole.SIGNATORY,
        email=person.email,
        person=person,
        token=uuid4().hex,
        joined_at=NOW,
    )
