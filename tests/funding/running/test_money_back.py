"""Money that is not needed or asked back: once, to where it came from, by two people."""

import pytest

from civilsociety.refusal import Refused
from funding.actions.running import money_back as acts
from funding.models import Message, PublishedAward
from funding.models.choices import MoneyBackKind, Side
from funding.queries.awards import standing_of
from funding.states import MoneyBackState
from tests.funding.running.making import LATER, only, pay, run

UNDERSPEND, CLAWBACK = MoneyBackKind.UNDERSPEND, MoneyBackKind.CLAWBACK


def ask(award, by, pence, *, kind=UNDERSPEND, side=Side.HOLDER):
    return acts.ask_back(
        award=award, kind=kind, pence=pence, why="Not needed", side=side, by=by, now=LATER
    )


def settle(money, by):
    return acts.settle(money=money, reference="BACS 7", by=by, now=LATER)


def latest(award):
    return PublishedAward.objects.get(award=award, is_latest=True)


def test_money_not_paid_yet_is_released_and_the_payment_is_less(world):
    award = run(world)
    (money,) = ask(award, world.tess, 500_00)
    assert money.is_unpaid and standing_of(award).now == 5_000_00
    settle(money, world.officer)
    assert standing_of(award).now == only(award).amount_pence == 4_500_00
    assert latest(award).amount_pence == 4_500_00


@pytest.mark.parametrize("pence", [1, 2, 333_33, 5_000_01])
def test_paid_money_goes_back_to_the_sources_it_came_from_to_the_penny(world, pence):
    before = [world.framework.standing(source=each) for each in sources(world)]
    award = run(world, pence=5_000_01)
    pay(world, only(award))
    paid = {leg.line.source: leg.paid_pence for leg in legs(award)}
    (money,) = ask(award, world.tess, pence)
    settle(money, world.officer)
    back = {leg.line.source: leg.returned_pence for leg in legs(award)}
    assert sum(back.values()) == pence
    assert all(0 <= back[source] <= paid[source] for source in paid)
    assert max(back.values()) - min(back.values()) <= 1
    for source, (available, *_) in zip(sources(world), before, strict=True):
        assert world.framework.standing(source=source)[0] == available - paid[source] + back[source]
    assert latest(award).amount_pence == 5_000_01 - pence


def sources(world):
    return (world.framework.base, world.framework.health)


def legs(award):
    return award.promises.get().commitment.legs.select_related("line__source")


def test_what_is_partly_paid_is_split_into_released_and_returned(world):
    award = run(world, pence=10_000_01)
    pay(world, award.payments.get(number=1))
    unpaid, paid = ask(award, world.tess, 6_000_00)
    assert (unpaid.amount_pence, paid.amount_pence) == (5_000_01, 999_99)


def test_clawback_takes_what_was_paid_first(world):
    award = run(world, pence=10_000_01)
    pay(world, award.payments.get(number=1))
    (money,) = ask(award, world.officer, 5_000_00, kind=CLAWBACK, side=Side.COUNCIL)
    assert not money.is_unpaid
    assert "by 30 March 2022" in Message.objects.get(key__startswith="money-back").body


def test_officer_who_asked_does_not_confirm(world, fern):
    award = run(world)
    pay(world, only(award))
    (money,) = ask(award, world.officer, 500_00, kind=CLAWBACK, side=Side.COUNCIL)
    with pytest.raises(Refused, match="another officer"):
        settle(money, world.officer)
    settle(money, fern)
    assert money.state == MoneyBackState.RECEIVED


def test_more_than_there_is_is_refused_with_how_much_there_is(world):
    award = run(world)
    ask(award, world.tess, 4_000_00)
    with pytest.raises(Refused, match="£1,000 is what can come back"):
        ask(award, world.tess, 1_000_01)


def test_same_sum_for_the_same_reason_is_asked_once(world):
    """A form that somebody sends twice, because the page is slow."""
    award = run(world)
    (money,) = ask(award, world.tess, 500_00)
    with pytest.raises(Refused, match="£500 is written down for this reason already"):
        ask(award, world.tess, 500_00)
    assert award.money_back.count() == 1
    ask(award, world.tess, 300_00)
    settle(money, world.officer)
    ask(award, world.tess, 500_00)
    assert award.money_back.count() == 3


def test_settled_twice_comes_back_once(world):
    award = run(world)
    (money,) = ask(award, world.tess, 500_00)
    settle(money, world.officer)
    with pytest.raises(Refused, match="settled"):
        settle(money, world.officer)
    assert standing_of(award).now == 4_500_00


def test_dropped_money_is_not_asked_for_any_more(world):
    award = run(world)
    pay(world, only(award))
    (money,) = ask(award, world.officer, 500_00, kind=CLAWBACK, side=Side.COUNCIL)
    acts.drop(money=money, why="They showed receipts.", by=world.officer, now=LATER)
    assert money.state == MoneyBackState.CANCELLED
    assert "receipts" in Message.objects.get(key__startswith="money-dropped").body


def test_money_offered_before_it_was_paid_all_the_same_is_asked_of_what_was_paid(world):
    award = run(world)
    ask(award, world.tess, 1_00)
    pay(world, only(award))
    (money,) = acts.ask_back(
        award=award, kind=UNDERSPEND, pence=58_00, why="More of it", side=Side.HOLDER,
        by=world.tess, now=LATER,
    )  # fmt: skip
    assert (money.is_unpaid, money.amount_pence) == (False, 58_00)
