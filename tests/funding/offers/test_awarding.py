"""Awards out of bids: what the panel decided, the reserve list, the money by source."""

from datetime import date
from uuid import uuid4

import pytest

from civilsociety.audit.models import Event
from civilsociety.budget.models import Reservation
from civilsociety.refusal import Refused
from funding.actions import offers
from funding.models import Award, Condition
from funding.models.choices import Recommendation
from funding.queries.awards import commitments_of, standing_of
from funding.states import ApplicationState, CallState
from tests.budget.conftest import make_decision
from tests.budget.test_at_once import at_once
from tests.funding.makers import NOW
from tests.funding.offers.decided import (
    a_reason,
    award,
    on_reserve,
    refused,
    settle_subsidy,
    to_fund,
)


def ready(world, pence=5_000_00, **more):
    bid = to_fund(world, pence, **more)
    settle_subsidy(world, bid)
    return bid


def test_award_takes_the_panels_reservation_and_splits_over_sources_to_the_penny(world):
    bid = ready(world, 5_000_01)
    made = award(world, bid, 5_000_01)
    (commitment,) = commitments_of(made)
    legs = sorted(leg.outstanding_pence for leg in commitment.legs.all())
    assert legs == [2_500_00, 2_500_01]
    assert standing_of(made).now == made.amount_pence == 5_000_01
    assert commitment.authority.decision == world.framework.decision
    assert not Reservation.objects.filter(held_pence__gt=0).exists()


def test_award_of_less_frees_the_rest_of_what_was_held(world):
    bid = ready(world)
    award(world, bid, 3_000_00)
    assert world.framework.standing()[1] == 0


def test_conditions_feedback_and_reasons_go_over(world):
    bid = ready(world)
    condition = Condition.objects.create(
        application=bid, text="Show the insurance", due_on=date(2022, 2, 1)
    )
    made = award(world, bid)
    condition.refresh_from_db()
    bid.refresh_from_db()
    assert condition.award == made and condition.application == bid
    assert bid.state == ApplicationState.AWARDED and "neighbours" in bid.feedback


def test_same_key_awards_once(world):
    bid, key = ready(world), uuid4()
    assert award(world, bid, key=key) == award(world, bid, key=key)
    assert Award.objects.count() == 1
    with pytest.raises(Refused, match="awarded already"):
        award(world, bid)


def test_more_than_the_panel_decided_is_refused(world):
    with pytest.raises(Refused, match="£3,000 is what the panel decided"):
        award(world, ready(world, 3_000_00), 3_000_01)


@pytest.mark.parametrize("state", ["submitted", "assessing", "refused", "withdrawn"])
def test_bid_that_no_panel_decided_to_fund_is_refused(world, state):
    with pytest.raises(Refused):
        award(world, world.bid(ApplicationState(state)))


def test_bid_the_panel_did_not_fund_is_refused(world):
    bid = ready(world)
    bid.panel_items.update(decision=Recommendation.REFUSE)
    with pytest.raises(Refused, match="did not decide to fund"):
        award(world, bid)


def test_reservation_that_expired_is_replaced_by_new_money(world):
    bid = ready(world)
    item = bid.panel_items.get()
    world.framework.release(reservation=item.reservation)
    assert standing_of(award(world, bid)).now == 5_000_00


def test_reserve_list_is_funded_in_its_order_or_with_a_reason(world):
    first, second = on_reserve(world, rank=4), on_reserve(world, rank=5)
    for bid in (first, second):
        settle_subsidy(world, bid)
    with pytest.raises(Refused, match=first.number):
        award(world, second)
    why = "The first one needs more than is free."
    assert award(world, second, out_of_order_why=why)
    made = award(world, first)
    assert "From the reserve list" in commitments_of(made)[0].entries.first().move.reason


def test_authority_that_does_not_cover_it_is_refused_in_words(world):
    decision = make_decision("22/00001", purpose=world.framework.purpose, up_to_pence=1_000_00)
    with pytest.raises(Refused, match="22/00001"):
        award(world, ready(world), authority=decision.authorities.get())
    assert not Award.objects.exists()


def test_call_is_decided_when_it_is_closed_and_nothing_waits(world):
    bid = ready(world)
    refused(world)
    award(world, bid)
    world.call.refresh_from_db()
    assert world.call.state == CallState.PUBLISHED  # it still takes bids
    world.call.closes_at = NOW
    world.call.save()
    assert offers.settle_call(call=world.call, now=NOW)
    world.call.refresh_from_db()
    assert world.call.state == CallState.DECIDED
    assert Event.objects.filter(verb="funding.call_decided").count() == 1


def test_call_with_a_bid_that_waits_is_not_decided(world):
    world.call.closes_at = NOW
    world.call.save()
    to_fund(world)
    assert not offers.settle_call(call=world.call, now=NOW)


def test_personal_data_in_the_published_summary_is_refused(world):
    bid = ready(world)
    with pytest.raises(Refused, match="07700 900123"):
        award(world, bid, summary="Ring 07700 900123 to join.")
    assert award(world, bid, summary="Cooking together.").summary == "Cooking together."


def test_award_without_a_call_runs_at_once(world):
    made = offers.award_outright(
        programme=world.programme, organisation=world.kitchen, title="A pilot",
        summary="A one-stop service.", pence=1_000_00, authority=world.authority,
        year=world.year, awarded_on=date(2021, 12, 20), starts_on=date(2022, 1, 1),
        ends_on=date(2022, 12, 31), reason="Chosen by tender.", key=uuid4(),
        by=world.officer, now=NOW,
    )  # fmt: skip
    assert made.accepted_at == NOW and made.published.get().amount_pence == 1_000_00


@pytest.mark.django_db(transaction=True)
def test_two_officers_awarding_one_bid_at_once_award_it_once(world):
    bid = ready(world)
    found = at_once(*[lambda: award(world, type(bid).objects.get(pk=bid.pk))] * 3)
    assert sorted(type(each).__name__ for each in found) == ["Award", "str", "str"]
    assert standing_of(Award.objects.get()).now == 5_000_00


@pytest.mark.django_db(transaction=True)
def test_two_awards_at_once_do_not_pass_the_limit_together(world):
    bids = [to_fund(world), to_fund(world)]
    years = {"2019/20": 0, "2020/21": 0, "2021/22": 308_000_00}
    for bid in bids:
        notice = offers.send_notice(application=bid, pence=5_000_00, by=world.officer, now=NOW)
        offers.answer_notice(
            notice=notice, other_by_year=years, name="Tess", by=world.tess, now=NOW
        )
    found = at_once(
        *[lambda pk=bid.pk: award(world, type(bids[0]).objects.get(pk=pk)) for bid in bids]
    )
    assert sorted(type(each).__name__ for each in found) == ["Award", "str"]


def test_bid_is_taken_off_the_reserve_list_with_reasons_and_feedback(world):
    bid = on_reserve(world, rank=4)
    with pytest.raises(Refused, match="reason"):
        offers.refuse_reserve(
            application=bid, reasons=[], feedback="Good.", by=world.officer, now=NOW
        )
    offers.refuse_reserve(
        application=bid, reasons=[a_reason()], feedback="No money came free.",
        by=world.officer, now=NOW,
    )  # fmt: skip
    bid.refresh_from_db()
    assert bid.state == ApplicationState.REFUSED and bid.feedback == "No money came free."
    with pytest.raises(Refused, match="not on the reserve list"):
        offers.refuse_reserve(
            application=bid, reasons=[a_reason()], feedback="x", by=world.officer, now=NOW
        )
