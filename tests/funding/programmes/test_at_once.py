"""Two officers or two workers at the same moment, and a worker killed half-way."""

import threading

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connection, transaction

from civilsociety.celery import app
from civilsociety.refusal import Refused
from funding.actions import programmes as actions
from funding.actions.programmes.alerts import make_due_alerts, send_alerts
from funding.models import Alert, AlertDelivery, Call, Subscription
from funding.states import CallState
from tests.funding.programmes.worlds import complete, draft_of, told

ROUND = "funding.tasks.alerts.look_after_alerts"

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Runs the acts in threads of their own, begun together; what each gave or was told."""
    gate, found = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        try:
            gate.wait(10)
            found[number] = act()
        except Refused as refused:
            found[number] = str(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return found


def again(row):
    return type(row).objects.get(pk=row.pk)


def test_two_workers_make_each_alert_once_and_send_each_message_once(world):
    for n in range(5):
        told(f"rosa{n}@example.org")
    at_once(*[lambda: make_due_alerts(now=world.now)] * 3)
    assert (Alert.objects.count(), AlertDelivery.objects.count()) == (1, 5)
    at_once(*[lambda: send_alerts(now=world.now)] * 3)
    assert sorted(message.to[0] for message in mail.outbox) == [
        f"rosa{n}@example.org" for n in range(5)
    ]


def test_two_who_publish_at_once_publish_once(world):
    call = draft_of(world)
    found = at_once(
        *[
            lambda: actions.publish_call(call=again(call), by=world.officer, now=world.now)
        ] * 2
    )  # fmt: skip
    assert sorted(type(each).__name__ for each in found) == ["Call", "str"]


def test_two_rounds_do_not_offer_the_same_money_when_published_at_once(world):
    """£150,000 is free under the head; two programmes offer £100,000 of it each."""
    other = complete(world.make_programme("other", "OTH"))
    one = draft_of(world, money_pence=100_000_00)
    dates = ("opens_at", "closes_at", "panel_on", "decision_by", "starts_from")
    fields = {name: getattr(one, name) for name in dates}
    two = world.make_call(other, state=CallState.DRAFT, money_pence=100_000_00, **fields)
    found = at_once(
        *[
            lambda call=call: actions.publish_call(
                call=again(call), by=world.officer, now=world.now
            )
            for call in (one, two)
        ]
    )
    (refused,) = [each for each in found if isinstance(each, str)]
    assert "of which other rounds offer £150,000" in refused


def test_question_is_not_changed_under_a_round_being_published(world):
    call = draft_of(world)
    question = call.questions.get(key="who")
    found = at_once(
        lambda: actions.publish_call(call=again(call), by=world.officer, now=world.now),
        lambda: actions.remove_question(question=again(question), by=world.officer),
    )
    call.refresh_from_db()
    assert call.state == CallState.PUBLISHED
    removed = not isinstance(found[1], str)
    assert call.questions.count() == (3 if removed else 4)


def test_two_rounds_begun_at_once_have_numbers_of_their_own(world):
    complete(world.programme)
    fields = {
        name: getattr(world.call, name)
        for name in ("name", "year", "money_pence", "opens_at", "closes_at", "panel_on",
                     "decision_by", "starts_from")
    }  # fmt: skip
    at_once(
        *[
            lambda: actions.start_call(
                programme=again(world.programme), by=world.officer, **fields
            )
        ] * 3
    )  # fmt: skip
    assert sorted(Call.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_same_address_asked_at_once_is_kept_once(world):
    found = at_once(
        *[lambda: actions.subscribe(email="rosa@example.org", programme=None, now=world.now)] * 4
    )
    assert len({each.pk for each in found}) == 1 and Subscription.objects.count() == 1


def test_message_is_not_lost_nor_sent_twice_when_the_worker_dies_in_the_middle(world, monkeypatch):
    """Killed between two messages: what was sent is written down, what waits is sent next."""
    for n in range(3):
        told(f"rosa{n}@example.org")
    make_due_alerts(now=world.now)
    send = EmailMessage.send

    def dies_at_the_second(self, *args, **kwargs):
        if self.to == ["rosa1@example.org"]:
            raise SystemExit
        return send(self, *args, **kwargs)

    monkeypatch.setattr(EmailMessage, "send", dies_at_the_second)
    with pytest.raises(SystemExit):
        send_alerts(now=world.now)
    monkeypatch.setattr(EmailMessage, "send", send)
    assert send_alerts(now=world.now) == 2
    assert [message.to[0] for message in mail.outbox] == [f"rosa{n}@example.org" for n in range(3)]


def test_link_of_a_killed_worker_is_mailed_by_the_next(world, worker, wait_until):
    """Killed (-9) with the address in its hands, before the message was sent."""
    worker.start()
    subscription = Subscription.objects.create(email="rosa@example.org", token="t" * 40)
    with transaction.atomic():
        # Whoever mails the link has to wait for its row.
        Subscription.objects.select_for_update().get(pk=subscription.pk)
        waiting_for_the_row(wait_until, worker)
        worker.kill()
    assert Subscription.objects.get().mailed_at is None
    worker.start()
    app.send_task(ROUND)  # as the clock does every five minutes
    wait_until(lambda: Subscription.objects.get().mailed_at is not None, timeout=60)


def waiting_for_the_row(wait_until, worker):
    """Hands the worker its round and waits until it has begun."""
    app.send_task(ROUND)
    wait_until(lambda: "look_after_alerts" in worker.log.read_text().split(" ready.")[-1])
