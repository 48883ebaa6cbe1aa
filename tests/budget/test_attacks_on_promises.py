"""Ways around the actions to promise, pay and take back: the database refuses each."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from civilsociety.budget import queries
from civilsociety.budget.models import (
    Move,
)
from civilsociety.decisions.models import Authority, CallIn, Decision, Purpose
from tests.budget.by_hand import a_move, an_entry, hold, promise
from tests.budget.conftest import make_decision

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "more",
    [
        {"publish": False},
        {"effective_from": date(2021, 12, 21)},
        {"until": date(2021, 12, 19)},
        {"delegate_to": "Corporate Director"},
    ],
)
def test_a_plain_promise_needs_a_decision_in_force(framework, refused, more):
    decision = make_decision("22/00001", purpose=framework.purpose, up_to_pence=1_000, **more)
    with refused("a_commitment_stands_on_a_decision"):
        promise(framework, 500, authority=decision.authorities.get())


def test_a_plain_promise_needs_a_decision_for_its_purpose(framework, refused):
    purpose = Purpose.objects.create(key="other", name="Other")
    decision = make_decision("22/00001", purpose=purpose, up_to_pence=1_000)
    with refused("a_commitment_stands_on_a_decision"):
        promise(framework, 500, authority=decision.authorities.get())


def test_a_plain_promise_waits_for_a_call_in(framework, refused):
    CallIn.objects.create(
        decision=framework.decision,
        called_in_on=framework.now.date(),
        called_in_by="Scrutiny",
        reason="To look again",
    )
    with refused("a_commitment_stands_on_a_decision"):
        promise(framework, 500)


def test_plain_promises_cannot_exhaust_a_decision(framework, refused):
    decision = make_decision("22/00001", purpose=framework.purpose, up_to_pence=1_000)
    authority = decision.authorities.get()
    promise(framework, 1_000, authority=authority)
    with refused("no_more_is_promised_than_decided"):
        promise(framework, 1, authority=authority)


def test_a_superseded_decision_promises_nothing_more(framework, refused):
    later = make_decision("22/00001")
    Decision.objects.filter(pk=framework.decision.pk).update(
        state="superseded", superseded_by=later
    )
    with refused("a_commitment_stands_on_a_decision"):
        promise(framework, 500)


def test_a_move_dated_in_the_future_is_refused(framework, refused):
    framework.now = timezone.now() + timedelta(days=3)
    with refused("a_move_is_written_down_today"):
        hold(framework, 1)


def test_paying_more_than_was_promised_is_refused(framework, refused):
    commitment = framework.commit(100)
    framework.commit(1_000)
    with refused("a_leg_is_not_negative"):
        move = a_move(framework, "pay", 51)
        an_entry(move, framework.line(), 51, "committed", "paid", commitment=commitment).save()


def test_money_cannot_come_back_out_of_nothing(framework, refused):
    commitment = framework.commit(100)
    framework.pay(commitment, 100)
    with refused("a_return_goes_where_it_came_from"):
        move = a_move(framework, "return", 50)
        an_entry(move, framework.line(), 50, "outside", "available", commitment=commitment).save()
    with refused("a_return_goes_where_it_came_from"):
        move = a_move(framework, "return", 60)
        framework.pay(framework.commit(100), 100)
        an_entry(move, framework.line(), 60, "paid", "available", commitment=commitment).save()


def test_a_reservation_resolves_once_by_any_path(framework, refused):
    reservation = framework.reserve(1_000)
    framework.release(reservation=reservation)
    with refused():
        move = a_move(framework, "release", 500)
        an_entry(
            move, framework.line(), 500, "reserved", "available", reservation=reservation
        ).save()


def test_a_reversal_that_is_none_is_refused(framework, refused):
    framework.reserve(1_000)
    original = Move.objects.get(kind="reserve")
    entry = original.entries.order_by("pk").first()
    more = {"reverses": original, "approved_by": framework.approver}
    with refused("a_reversal_mirrors_its_original"):
        move = a_move(framework, "reverse", 1_000, **more)
        an_entry(
            move, entry.line, 400, "reserved", "available",
            reservation=entry.reservation, reverses=entry,
        ).save()  # fmt: skip
    with refused("legs_add_up"):
        move = a_move(framework, "reverse", 1_000, **more)
        an_entry(
            move, entry.line, entry.pence, "reserved", "available",
            reservation=entry.reservation, reverses=entry,
        ).save()  # fmt: skip


def test_what_the_triggers_cannot_see_the_proof_finds(framework):
    framework.reserve(1_000)
    assert queries.differences() == []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE budget_line SET reserved_pence = reserved_pence + 7 WHERE id = %s",
            [framework.line().pk],
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
    (found,) = queries.differences()
    assert "Volunteering, Base budget" in found.what
    assert str(found).endswith("reserved is £5.07 and its entries come to £5, £0.07 too much.")


def test_authorities_are_kept_with_what_is_promised(framework, refused):
    framework.commit(100)
    with refused():
        Authority.objects.filter(pk=framework.authority.pk).update(up_to_pence=10**12)
    with refused(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM decisions_authority")
