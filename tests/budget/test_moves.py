"""Every move: what it does to the lines, and when it is refused."""

from datetime import date
from uuid import uuid4

import pytest

from civilsociety.audit.models import Event
from civilsociety.budget import actions, queries
from civilsociety.budget.models import Entry, Move
from civilsociety.budget.states import ReservationState
from civilsociety.organisations.actions import merge, register
from civilsociety.refusal import Refused
from tests.budget.conftest import make_decision, reload

pytestmark = pytest.mark.django_db


def test_allocate_splits_between_the_sources(framework):
    assert framework.standing(source=framework.base) == (100_000_00, 0, 0, 0)
    assert framework.standing(source=framework.health) == (100_000_00, 0, 0, 0)
    assert framework.standing(head=framework.unallocated) == (250_000_00, 0, 0, 0)


def test_a_grant_from_reservation_to_payment(framework):
    reservation = framework.reserve(1_001, paper="Panel 3")
    assert framework.standing(source=framework.base) == (100_000_00 - 501, 501, 0, 0)
    assert framework.standing(source=framework.health) == (100_000_00 - 500, 500, 0, 0)
    commitment = framework.commit(700, reservation=reservation)
    assert framework.standing(source=framework.base) == (100_000_00 - 350, 0, 350, 0)
    assert reload(reservation).state == ReservationState.COMMITTED
    assert reload(reservation).commitment == commitment
    framework.pay(commitment, 301)
    framework.pay(commitment, 399)
    assert framework.standing(source=framework.base) == (100_000_00 - 350, 0, 0, 350)
    framework.give_back(commitment, 101)
    paid = reload(commitment)
    assert (paid.outstanding_pence, paid.paid_pence, paid.returned_pence) == (0, 700, 101)
    assert queries.differences() == []


def test_release_of_a_commitment_gives_it_back_to_both(framework):
    commitment = framework.commit(1_001)
    framework.release(commitment=commitment, pence=1)
    framework.release(commitment=commitment)
    assert framework.standing() == (100_000_00, 0, 0, 0)
    assert queries.promised_under(framework.authority) == 0


def test_vire_needs_two_and_keeps_the_total(framework, bea):
    other = framework.add_head("other")
    framework.allocate(2_00, head=other)
    terms = {"from_line": framework.line(), "to_line": framework.line(head=other), "pence": 500}
    move = framework.two("vire", **terms)
    assert (move.made_by, move.approved_by) == (framework.by, bea)
    assert framework.standing(head=other) == (6_00, 0, 0, 0)
    assert framework.standing() == (100_000_00 - 500, 0, 0, 0)


def test_carry_takes_commitments_and_balances_apart(framework, next_year):
    commitment = framework.commit(1_001)
    framework.two("carry_commitment", commitment=commitment, year=framework.year)
    framework.two("carry_balance", line=framework.line(), pence=200)
    origin = framework.year
    assert framework.standing(year=next_year, origin=origin) == (200, 0, 501, 0)
    assert framework.standing() == (100_000_00 - 701, 0, 0, 0)
    framework.pay(commitment, 1_001)
    assert framework.standing(year=next_year, origin=origin) == (200, 0, 0, 501)
    assert queries.differences() == []


def test_lapse_gives_up_a_balance_or_a_commitment(framework):
    commitment = framework.commit(1_000)
    framework.two("lapse", commitment=commitment, year=framework.year)
    framework.two("lapse", line=framework.line(), pence=250)
    assert framework.standing() == (100_000_00 - 500 - 250, 0, 0, 0)
    assert queries.figures(year=framework.year).lapsed == 1_250
    assert queries.promised_under(framework.authority) == 0


def test_reverse_takes_a_commitment_back_with_what_it_released(framework):
    reservation = framework.reserve(1_000)
    framework.commit(600, reservation=reservation)
    move = Move.objects.get(kind="commit")
    framework.two("reverse", move=move)
    held = reload(reservation)
    assert (held.state, held.held_pence) == (ReservationState.HELD, 1_000)
    assert framework.standing() == (100_000_00 - 500, 500, 0, 0)
    again = framework.commit(1_000, reservation=reservation)
    assert reload(reservation).commitment == again
    assert queries.differences() == []


def test_reverse_of_a_part_names_the_whole(framework):
    framework.commit(600, reservation=framework.reserve(1_000))
    part = Move.objects.get(kind="release")
    with pytest.raises(Refused, match=f"part of {part.follows}"):
        framework.two("reverse", move=part)


def test_reverse_of_money_that_has_gone_on_says_so(framework):
    commitment = framework.commit(1_000)
    framework.pay(commitment, 1_000)
    with pytest.raises(Refused, match="no longer committed"):
        framework.two("reverse", move=Move.objects.get(kind="commit"))


def test_return_after_the_year_closed_enters_the_open_year(framework, next_year):
    commitment = framework.commit(1_001)
    framework.pay(commitment, 1_001)
    close(framework)
    framework.give_back(commitment, 101)
    origin = framework.year
    base = framework.standing(year=next_year, origin=origin)
    health = framework.standing(year=next_year, origin=origin, source=framework.health)
    assert {base, health} == {(51, 0, 0, 0), (50, 0, 0, 0)}
    assert queries.figures(year=next_year).recovered == 101
    with pytest.raises(Refused, match="has not come back yet"):
        framework.give_back(commitment, 901)
    framework.give_back(commitment, 900)
    assert queries.differences() == []


def close(framework):
    """Lets everything lapse that is left, and closes the year."""
    for item in queries.open_items(framework.year):
        framework.two("lapse", line=item.item, pence=item.pence)
    return actions.close_year(
        year=framework.year, by=framework.approver, reason="Year end", now=framework.now
    )


def test_close_year_waits_until_nothing_is_open(framework):
    with pytest.raises(Refused, match="4 open items"):
        actions.close_year(
            year=framework.year, by=framework.approver, reason="Year end", now=framework.now
        )
    statement = close(framework)
    assert statement.signed_by_label == str(framework.approver)
    with pytest.raises(Refused, match="closed"):
        framework.reserve(100)


def test_reopen_year_takes_two_and_keeps_the_statement(framework):
    statement = close(framework)
    framework.two("reopen_year", year=framework.year)
    assert reload(framework.year).is_open
    assert reload(statement) == statement


def test_a_key_used_twice_gives_the_first_result(framework):
    key = uuid4()
    first = framework.reserve(1_000, key=key)
    assert framework.reserve(1_000, key=key) == first
    assert Entry.objects.filter(kind="reserve").count() == 2
    with pytest.raises(Refused, match="another movement"):
        framework.commit(1_000, key=key)


def test_every_move_is_in_the_record(framework):
    framework.pay(framework.commit(1_000, reservation=framework.reserve(2_000)), 500)
    moves = Move.objects.count()
    assert Event.objects.filter(target__startswith="budget.move:").count() == moves


def test_nobody_approves_their_own(framework):
    proposal = actions.propose(
        act="lapse", terms={"line": framework.line().pk, "pence": 100}, **framework.who()
    )
    with pytest.raises(Refused, match="yourself"):
        actions.approve(proposal=proposal, by=framework.by, now=framework.now)
    with pytest.raises(Refused, match="yourself"):
        actions.decline(proposal=proposal, answer="No", by=framework.by, now=framework.now)


def test_approve_checks_again(framework):
    proposal = actions.propose(
        act="lapse", terms={"line": framework.line().pk, "pence": 100_000_00}, **framework.who()
    )
    framework.reserve(100)
    with pytest.raises(Refused, match="available"):
        actions.approve(proposal=proposal, by=framework.approver, now=framework.now)


def test_approve_twice_moves_once(framework):
    proposal = actions.propose(
        act="lapse", terms={"line": framework.line().pk, "pence": 100}, **framework.who()
    )
    for _ in range(2):
        actions.approve(proposal=proposal, by=framework.approver, now=framework.now)
    assert Move.objects.filter(kind="lapse").count() == 1


def test_withdraw_ends_a_proposal(framework):
    proposal = actions.propose(
        act="lapse", terms={"line": framework.line().pk, "pence": 100}, **framework.who()
    )
    actions.withdraw(proposal=proposal, answer="A mistake", by=framework.by, now=framework.now)
    with pytest.raises(Refused, match="answered already"):
        actions.approve(proposal=proposal, by=framework.approver, now=framework.now)


@pytest.mark.parametrize("pence", [0, -1, 10**15, 1.5, True, "100"])
def test_amounts_that_are_none(framework, pence):
    with pytest.raises(Refused, match="Enter"):
        framework.reserve(pence)


def test_reserve_more_than_there_is_names_the_source(framework):
    single = framework.add_head("health", split="single", single_source=framework.health)
    framework.allocate(1_000, head=single)
    with pytest.raises(Refused, match="Public Health has £10 available .* £0.01 too little"):
        framework.reserve(1_001, head=single)


def test_commit_over_the_decision_says_what_is_left(framework):
    small = make_decision("21/00074", purpose=framework.purpose, up_to_pence=1_000)
    authority = small.authorities.get()
    framework.commit(900, authority=authority)
    with pytest.raises(Refused, match="£1 is left"):
        framework.commit(200, authority=authority)
    with pytest.raises(Refused, match="too much"):
        framework.commit(1_001, authority=authority)


def test_commit_before_the_decision_takes_effect(framework):
    later = make_decision(
        "22/00001",
        purpose=framework.purpose,
        up_to_pence=1_000,
        effective_from=date(2021, 12, 21),
    )
    with pytest.raises(Refused, match="takes effect on 21 December 2021"):
        framework.commit(900, authority=later.authorities.get())


def test_commit_on_a_draft(framework):
    draft = make_decision("22/00002", purpose=framework.purpose, up_to_pence=1_000, publish=False)
    with pytest.raises(Refused, match="not published"):
        framework.commit(900, authority=draft.authorities.get())


def test_expired_reservations_give_their_money_back(framework):
    reservation = framework.reserve(1_000, expires_on=date(2021, 12, 31))
    assert actions.expire_reservations(now=framework.now) == []
    after = framework.now.replace(year=2022, month=1, day=1)
    assert len(actions.expire_reservations(now=after)) == 1
    assert reload(reservation).state == ReservationState.EXPIRED
    assert framework.standing() == (100_000_00, 0, 0, 0)


def test_merging_organisations_takes_their_money_along(framework):
    who = {"kind": "community_group", "by": framework.by}
    keep, drop = (register(name=name, **who) for name in ("Kept", "Dropped"))
    reservation = framework.reserve(1_000, payee=drop)
    commitment = framework.commit(500, payee=drop, payee_name="")
    assert commitment.payee_name == "Dropped"
    merge(keep=keep, drop=drop, by=framework.by)
    assert reload(reservation).payee == reload(commitment).payee == keep
    assert queries.differences() == []
