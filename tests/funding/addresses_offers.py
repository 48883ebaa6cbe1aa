"""Who may open the addresses of awards, offers and letters."""

from datetime import date

from django.utils import timezone

from civilsociety.accounts.permissions import Permission
from funding.actions import offers
from funding.models import (
    Award,
    Condition,
    Letter,
)
from funding.states import ApplicationState, LetterState
from tests.access import SIGNED_IN, Row
from tests.funding.makers import NOW, world_of
from tests.funding.offers.decided import (
    awarded,
    letters,
    offered,
    refused,
    to_fund,
)

OFFICERS = {Permission.MANAGE_FUNDING}
READERS = {Permission.MANAGE_FUNDING, Permission.HOLD_BUDGET}
MINE = "respondent"


def a_notice(cast):
    """A notice that waits for its answer today."""
    world = world_of(cast)
    return offers.send_notice(
        application=to_fund(world), pence=5_000_00, by=world.officer, now=timezone.now()
    )


def an_offer(cast):
    """An offer to be answered next year, with a condition."""
    world = world_of(cast)
    award = offered(world, 12_345_67)
    offers.set_condition(
        award=award, text="Show us the public liability insurance.", due_on=date(2022, 2, 1),
        before_payment=True, by=world.officer, now=NOW,
    )  # fmt: skip
    Award.objects.filter(pk=award.pk).update(accept_by=date(2099, 1, 31))
    award.refresh_from_db()
    return award


def a_letter(cast):
    """A letter that could not be delivered."""
    world = world_of(cast)
    letters(world, [awarded(world).application, refused(world)])
    Letter.objects.update(state=LetterState.REFUSED, error="tess@example.org: no such person")
    return Letter.objects.first()


def a_bid(state=None):
    """The address's `pk` for a bid that may be awarded, or one in a state."""

    def kwargs(cast):
        world = world_of(cast)
        bid = world.bid(state) if state else to_fund(world)
        return {"pk": bid.pk}

    return kwargs


def one(make):
    return lambda cast: {"pk": make(cast).pk}


def in_the_admin(make):
    return lambda cast: {"object_id": make(cast).pk}


def a_condition(cast):
    an_offer(cast)
    return Condition.objects.get()


def a_batch(cast):
    return a_letter(cast).batch


def a_text(cast):
    world = world_of(cast)
    return offers.save_text(
        call=world.call, kind="refusal", subject="About {title}", body="Dear {organisation}",
        by=world.officer, now=NOW,
    )  # fmt: skip


def nothing_yet(cast):
    an_offer(cast)
    return {}


def a_call(cast):
    """A round with an offer, a refusal and one that is held back."""
    world = world_of(cast)
    awarded(world)
    refused(world)
    world.bid(ApplicationState.INELIGIBLE, feedback="", decided_at=NOW)
    return {"pk": world.call.pk}


def a_preview(cast):
    """The first two of a round, to be looked at (their numbers come first in an empty table)."""
    return a_call(cast)


def an_outcome(cast):
    world = world_of(cast)
    bid = refused(world)
    need, plan = world.programme.criteria.all()
    read = bid.assessments.create(assessor=world.officer, state="scored", scored_at=NOW)
    read.scores.create(criterion=need, points=4)
    read.scores.create(criterion=plan, points=2)
    offers.send_letters(batch=letters(world, [bid]), now=NOW)
    return {"pk": bid.pk}


def a_sent_letter(cast):
    award = an_offer(cast)
    return {"pk": award.pk, "letter_pk": award.letters.get().pk}


def a_pdf(cast):
    world = world_of(cast)
    return {"pk": offered(world).letters.get().pk}


PAGES = {
    "award_outright": nothing_yet,
    "take_in": nothing_yet,
    "award_of_application": a_bid(),
    "feedback_of_application": a_bid(ApplicationState.REFUSED),
    "off_reserve_of_application": a_bid(ApplicationState.RESERVE),
    "condition_of_award": one(an_offer),
    "more_time_of_award": one(an_offer),
    "notice_of_application": a_bid(),
    "no_subsidy_of_application": a_bid(),
    "withdraw_of_assistancenotice": one(a_notice),
    "meet_of_condition": one(a_condition),
    "alter_of_condition": one(a_condition),
    "again_of_letter": one(a_letter),
}
LISTS = {
    "award": (READERS, an_offer),
    "assistancenotice": (READERS, a_notice),
    "condition": (READERS, a_condition),
    "letter": (OFFICERS, a_letter),
    "letterbatch": (OFFICERS, a_batch),
    "lettertemplate": (OFFICERS, a_text),
}
TAKEN_AWAY = ("award", "assistancenotice", "condition", "letter")


def listed(make):
    def kwargs(cast):
        make(cast)
        return {}

    return kwargs


ROWS = {
    "funding:assistance": Row(SIGNED_IN, one(a_notice), only=MINE),
    "funding:outcome": Row(SIGNED_IN, an_outcome, only=MINE),
    "funding:awards": Row(SIGNED_IN, nothing_yet),
    "funding:award": Row(SIGNED_IN, one(an_offer), opens=False),
    "funding:offer": Row(SIGNED_IN, one(an_offer), only=MINE),
    "funding:decline": Row(SIGNED_IN, one(an_offer), only=MINE),
    "funding:award_letter": Row(SIGNED_IN, a_sent_letter, only=MINE),
    "funding:award_letter_pdf": Row(SIGNED_IN, a_sent_letter, only=MINE, page=False),
    "funding:letter_rounds": Row(OFFICERS, listed(a_call)),
    "funding:letters": Row(OFFICERS, a_call),
    "funding:letters_preview": Row(OFFICERS, a_preview, opens=False),
    "funding:letter_text": Row(
        OFFICERS, lambda cast: {"pk": world_of(cast).call.pk, "kind": "offer"}
    ),
    "funding:letter_batch": Row(OFFICERS, one(a_batch)),
    "funding:letters_rest": Row(OFFICERS, one(a_batch), method="post", page=False),
    "admin:funding_letter_pdf": Row(OFFICERS, a_pdf, page=False),
    **{f"admin:funding_{name}": Row(OFFICERS, kwargs) for name, kwargs in PAGES.items()},
    **{
        f"admin:funding_{name}_changelist": Row(readers, listed(make))
        for name, (readers, make) in LISTS.items()
    },
    **{
        f"admin:funding_{name}_change": Row(readers, in_the_admin(make))
        for name, (readers, make) in LISTS.items()
    },
    **{
        f"admin:funding_{name}_{kind}": Row(LISTS[name][0], listed(LISTS[name][1]), page=False)
        for name in TAKEN_AWAY
        for kind in ("csv", "xlsx")
    },
}
