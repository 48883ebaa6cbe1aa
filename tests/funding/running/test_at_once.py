"""Two people at the same moment, and a worker that is killed: each thing happens once."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from civilsociety.budget import queries as budget
from civilsociety.budget.models import Move
from civilsociety.refusal import Refused
from funding.actions.running import money_back, variations
from funding.actions.running import payments as paying
from funding.actions.running.ending import end_what_is_due, give_notice
from funding.actions.running.reminders import remind
from funding.models import Message, Reminder
from funding.models.choices import MoneyBackKind, Side
from funding.queries.awards import standing_of
from funding.queries.running.terms import terms_of
from tests.funding.running.making import LATER, only, run

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _nobody_sends(monkeypatch):
    """Messages are written and stay: no queue is asked."""
    monkeypatch.setattr("funding.actions.messages.jobs.hand_over", lambda *_: None)


def at_once(*acts):
    """Runs the acts in threads of their own, begun together; what each gave or was told."""
    gate, found = threading.Barrier(len(acts)), [None] * len(acts)

    def go(number, act):
        try:
            gate.wait(10)
            found[number] = act()
        except Refused as refused:
            found[number] = str(refused)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return found


def test_two_officers_who_release_one_payment_pay_it_once(world, fern):
    award = run(world)
    payment = only(award)
    paying.propose(payment=payment, by=world.officer, now=LATER)
    at_once(
        *[
            lambda by=by: paying.release_payment(
                payment=type(payment).objects.get(pk=payment.pk), by=by, now=LATER
            )
            for by in (world.holder, fern, world.holder, fern)
        ]
    )
    assert Move.objects.filter(kind="pay").count() == 1
    assert standing_of(award).paid == 5_000_00
    assert Message.objects.filter(key__startswith="paid-").count() == 1
    assert budget.differences() == []


def test_paying_and_changing_at_once_keep_the_sum(world):
    award = run(world)
    payment = only(award)
    wanted = terms_of(award) | {"amount_pence": 4_000_00}
    change = variations.ask_for_change(
        award=award, side=Side.HOLDER, wanted=wanted, why="x", by=world.tess, now=LATER
    )
    paying.propose(payment=payment, by=world.officer, now=LATER)
    at_once(
        lambda: paying.release_payment(payment=payment, by=world.holder, now=LATER),
        lambda: variations.agree_to_change(
            variation=change, side=Side.COUNCIL, answer="", by=world.officer, now=LATER
        ),
    )
    standing = standing_of(award)
    assert (standing.paid, standing.now) == (5_000_00, 5_000_00)
    assert budget.differences() == []


def test_two_answers_to_one_change_count_once(world, fern):
    award = run(world)
    change = variations.ask_for_change(
        award=award, side=Side.HOLDER, wanted=terms_of(award) | {"amount_pence": 4_000_00},
        why="x", by=world.tess, now=LATER,
    )  # fmt: skip
    found = at_once(
        *[
            lambda by=by: variations.agree_to_change(
                variation=type(change).objects.get(pk=change.pk), side=Side.COUNCIL, answer="",
                by=by, now=LATER,
            )
            for by in (world.officer, fern)
        ]
    )  # fmt: skip
    assert sum(isinstance(each, str) for each in found) == 1
    assert standing_of(award).now == 4_000_00


def test_two_who_ask_for_a_change_at_once_make_one(world, fern):
    award = run(world)
    found = at_once(
        *[
            lambda by=by: variations.ask_for_change(
                award=type(award).objects.get(pk=award.pk), side=Side.COUNCIL,
                wanted=terms_of(award) | {"title": "Another"}, why="x", by=by, now=LATER,
            )
            for by in (world.officer, fern)
        ]
    )  # fmt: skip
    assert sum(isinstance(each, str) and "One is asked" in each for each in found) == 1


def test_money_offered_back_twice_at_once_is_never_more_than_there_is(world):
    award = run(world)
    found = at_once(
        *[
            lambda: money_back.ask_back(
                award=type(award).objects.get(pk=award.pk), kind=MoneyBackKind.UNDERSPEND,
                pence=3_000_00, why="x", side=Side.HOLDER, by=world.tess, now=LATER,
            )
        ]
        * 2
    )  # fmt: skip
    assert sum(isinstance(each, str) for each in found) == 1


def test_two_rounds_at_once_remind_once_and_end_once(world):
    award = run(world)
    give_notice(
        award=award, ends_on=datetime(2022, 7, 1, tzinfo=UTC).date(), why="x", by=world.officer,
        now=LATER,
    )  # fmt: skip
    late = datetime.combine(award.reports.get().due_on, datetime.min.time(), UTC)
    at_once(*[lambda: remind(now=late + timedelta(days=2))] * 3)
    assert Reminder.objects.count() == 1
    assert Message.objects.filter(key__startswith="reminder-").count() == 1
    ended = at_once(*[lambda: end_what_is_due(now=datetime(2022, 8, 1, tzinfo=UTC))] * 2)
    assert sorted(len(each) for each in ended) == [0, 1]
    assert Move.objects.filter(kind="release").count() == 1
    assert budget.differences() == []
