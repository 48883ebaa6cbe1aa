"""A change counts when both sides agree, and then everywhere at once."""

from datetime import date

import pytest

from civilsociety.refusal import Refused
from funding.actions.running import payments
from funding.actions.running import variations as acts
from funding.models import Message, PublishedAward
from funding.models.choices import Side
from funding.queries.awards import standing_of
from funding.queries.running.terms import terms_of
from funding.states import VariationState
from tests.funding.offers.decided import a_signatory
from tests.funding.running.making import LATER, only, pay, run

HOLDER, COUNCIL = Side.HOLDER, Side.COUNCIL


def ask(award, by, *, side=HOLDER, now=LATER, **wanted):
    more = {"money_from": wanted.pop("money_from")} if "money_from" in wanted else {}
    return acts.ask_for_change(
        award=award, side=side, wanted=terms_of(award) | wanted, why="Things changed", by=by,
        now=now, **more,
    )  # fmt: skip


def agree(variation, by, *, side=COUNCIL, **more):
    return acts.agree_to_change(
        variation=variation, side=side, answer="Fine", by=by, now=LATER, **more
    )


def test_change_of_dates_moves_the_report_and_the_register(world):
    award = run(world)
    variation = ask(award, world.tess, ends_on="2023-03-31")
    assert variation.before == {"ends_on": "2022-12-31"}
    award.refresh_from_db()
    assert award.ends_on == date(2022, 12, 31)
    agree(variation, world.officer)
    award.refresh_from_db()
    assert award.ends_on == date(2023, 3, 31)
    assert award.reports.get().due_on == date(2023, 5, 26)
    row = PublishedAward.objects.get(award=award, is_latest=True)
    assert (row.ends_on, row.what_changed) == (
        date(2023, 3, 31), "Both sides agreed to change: last day.",
    )  # fmt: skip


def test_less_money_is_released_and_taken_off_the_last_payments(world):
    award = run(world, pence=10_000_01)
    agree(ask(award, world.tess, amount_pence=8_000_00), world.officer)
    assert standing_of(award).now == 8_000_00
    assert list(award.payments.values_list("number", "amount_pence", "state")) == [
        (1, 5_000_00, "scheduled"), (2, 3_000_00, "scheduled"), (3, 1_000_01, "cancelled"),
    ]  # fmt: skip


def test_more_money_needs_a_decision_and_a_year(world):
    award = run(world)
    variation = ask(award, world.tess, amount_pence=6_000_00)
    with pytest.raises(Refused, match="decision and the year"):
        agree(variation, world.officer)
    place = {"authority": world.authority.pk, "year": world.year.pk}
    agree(variation, world.officer, money_from=place)
    assert standing_of(award).now == only(award).amount_pence == 6_000_00
    assert PublishedAward.objects.get(award=award, is_latest=True).amount_pence == 6_000_00


def test_council_adds_money_when_the_holder_agrees_and_the_officer_is_who_moved_it(world):
    award = run(world)
    place = {"authority": world.authority.pk, "year": world.year.pk}
    variation = ask(award, world.officer, side=COUNCIL, amount_pence=6_000_00, money_from=place)
    agree(variation, world.tess, side=HOLDER)
    added = award.promises.order_by("pk").last().commitment
    assert (added.amount_pence, added.made_by) == (1_000_00, world.officer)


def test_more_money_than_there_is_changes_nothing(world):
    award = run(world)
    variation = ask(award, world.tess, amount_pence=900_000_00, title="Bigger")
    place = {"authority": world.authority.pk, "year": world.year.pk}
    with pytest.raises(Refused, match="too little"):
        agree(variation, world.officer, money_from=place)
    award.refresh_from_db()
    variation.refresh_from_db()
    assert (award.title, variation.state) == ("A kitchen for the street", VariationState.ASKED)


def test_award_is_not_cut_below_what_was_paid(world):
    award = run(world)
    pay(world, only(award))
    with pytest.raises(Refused, match="paid or given back already"):
        ask(award, world.tess, amount_pence=4_000_00)


def test_side_that_asks_cannot_agree(world):
    variation = ask(run(world), world.tess, title="Another name")
    with pytest.raises(Refused, match="other side"):
        agree(variation, world.tess, side=HOLDER)


def test_one_change_at_a_time(world):
    award = run(world)
    ask(award, world.tess, title="Another name")
    with pytest.raises(Refused, match="One is asked for at a time"):
        ask(award, world.officer, side=COUNCIL, title="A third name")


def test_nothing_different_is_no_change(world):
    with pytest.raises(Refused, match="Nothing is different"):
        ask(run(world), world.tess)


def test_change_with_an_address_in_it_is_refused(world):
    with pytest.raises(Refused, match="jo@example.org"):
        ask(run(world), world.tess, summary="Write to jo@example.org")


def test_days_the_wrong_way_round_are_refused(world):
    with pytest.raises(Refused, match="before the first day"):
        ask(run(world), world.tess, ends_on="2022-02-01")


def test_change_asked_of_an_award_that_changed_since_is_refused(world):
    award = run(world)
    variation = ask(award, world.tess, title="Another name")
    type(award).objects.filter(pk=award.pk).update(title="Changed elsewhere")
    with pytest.raises(Refused, match="has changed since"):
        agree(variation, world.officer)


def test_declined_with_reason_and_told(world):
    variation = ask(run(world), world.tess, title="Another name")
    acts.decline_change(
        variation=variation, side=COUNCIL, answer="The name is on posters.", by=world.officer,
        now=LATER,
    )  # fmt: skip
    assert variation.state == VariationState.DECLINED
    assert "posters" in Message.objects.get(key__startswith="change-declined").body


def test_withdrawn_by_the_side_that_asked_only(world):
    variation = ask(run(world), world.tess, title="Another name")
    with pytest.raises(Refused, match="Only the side that asked"):
        acts.withdraw_change(variation=variation, side=COUNCIL, by=world.officer, now=LATER)
    acts.withdraw_change(variation=variation, side=HOLDER, by=world.tess, now=LATER)
    assert variation.state == VariationState.WITHDRAWN


def test_payment_that_waits_for_a_second_officer_is_not_changed_beneath_it(world):
    award = run(world)
    payments.propose(payment=only(award), by=world.officer, now=LATER)
    variation = ask(award, world.tess, amount_pence=4_000_00)
    with pytest.raises(Refused, match="waits for a second officer"):
        agree(variation, world.officer)
    assert standing_of(award).now == 5_000_00


def test_targets_change_with_the_award(world):
    award = run(world)
    reached = world.programme.indicators.first()
    agree(ask(award, world.tess, targets={str(reached.pk): 40}), world.officer)
    assert [(each.indicator, each.value) for each in award.targets.all()] == [(reached, 40)]


def test_officer_who_works_on_the_award_does_not_agree_for_the_council(world, fern):
    award = run(world)
    a_signatory(award.application, fern)
    variation = ask(award, world.tess, ends_on="2023-03-31")
    with pytest.raises(Refused, match="Another officer does this"):
        agree(variation, fern)
    assert agree(variation, world.officer).state == VariationState.AGREED
