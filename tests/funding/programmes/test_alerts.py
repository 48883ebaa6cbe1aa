"""Alerts: asked for by a link, made once, sent once, ended with the address erased."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from funding.actions import programmes as actions
from funding.actions.programmes.alerts import make_due_alerts, send_alerts
from funding.models import Alert, AlertDelivery, Call, Subscription
from funding.states import ApplicationState, CallState, ProgrammeState
from funding.tasks.alerts import look_after_alerts
from tests.funding.programmes.worlds import told

What = Alert.What
ASK = "/funding/alerts/"


def mail_links(now):
    for pk in Subscription.objects.filter(mailed_at=None, ended_at=None).values_list(
        "pk", flat=True
    ):
        actions.mail_link(pk=pk, now=now)


def made(now):
    return [(str(alert.what), alert.call.number) for alert in make_due_alerts(now=now)]


def link_in(message, what):
    return re.search(rf"http://\S+(/funding/alerts/{what}/\S+)", message.body)[1]


# -- Asking ------------------------------------------------------------------------------


def test_alerts_begin_with_the_link_and_end_with_the_address_erased(world, stranger, in_december):
    stranger.post(ASK, {"email": "Rosa@Example.org", "programme": "recovery-fund"})
    assert make_due_alerts(now=world.now) and AlertDelivery.objects.count() == 0
    mail_links(world.now)
    (message,) = mail.outbox
    assert message.to == ["rosa@example.org"]
    confirm = link_in(message, "confirm")
    # A mail scanner that follows the link begins nothing.
    assert "Begin the alerts" in stranger.get(confirm).content.decode()
    assert Subscription.objects.get().confirmed_at is None
    assert "You will be told" in stranger.post(confirm).content.decode()
    stop = link_in(message, "confirm").replace("confirm", "stop")
    stranger.get(stop)
    assert Subscription.objects.get().email == "rosa@example.org"
    assert "We will not write to you" in stranger.post(stop).content.decode()
    subscription = Subscription.objects.get()
    assert (subscription.email, subscription.ended_at is not None) == ("", True)


def test_mail_program_unsubscribes_with_one_press(world, client_of, in_december):
    subscription = told()
    client = client_of(None, enforce_csrf_checks=True)
    address = f"/funding/alerts/stop/{subscription.token}/"
    answer = client.post(address, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert Subscription.objects.get().email == ""


def test_answer_is_the_same_whether_the_address_was_known(world, stranger, in_december):
    told("rosa@example.org")
    known = stranger.post(ASK, {"email": "rosa@example.org", "programme": ""}, follow=True)
    new = stranger.post(ASK, {"email": "ravi@example.org", "programme": ""}, follow=True)
    assert known.redirect_chain == new.redirect_chain
    assert known.content == new.content


def test_known_address_is_told_so_by_mail_and_once_an_hour_only(world):
    told("rosa@example.org", now=world.now - timedelta(days=3))
    for minutes in (0, 10, 59):
        moment = world.now + timedelta(minutes=minutes)
        actions.subscribe(email="ROSA@example.org", programme=None, now=moment)
        mail_links(moment)
    (message,) = mail.outbox
    assert "has them already" in message.body and "/stop/" in message.body
    assert Subscription.objects.count() == 1


def test_address_whose_link_nobody_followed_is_forgotten_after_a_week(world):
    actions.subscribe(email="rosa@example.org", programme=None, now=world.now)
    kept = told("ravi@example.org")
    actions.forget_unconfirmed(now=world.now + timedelta(days=7))
    assert Subscription.objects.count() == 2
    actions.forget_unconfirmed(now=world.now + timedelta(days=7, seconds=1))
    assert list(Subscription.objects.all()) == [kept]


def test_somebody_who_left_may_come_back(world):
    actions.unsubscribe(subscription=told(), now=world.now)
    actions.unsubscribe(subscription=told(), now=world.now)
    assert Subscription.objects.filter(email="").count() == 2


@pytest.mark.parametrize("email", ["", "rosa", "rosa@", "a@b.c\0", "x" * 300 + "@example.org"])
def test_address_that_cannot_be_is_said_beside_its_field(world, stranger, email, in_december):
    answer = stranger.post(ASK, {"email": email, "programme": ""})
    page = answer.content.decode()
    assert answer.status_code == 200 and "Error: " in page and "email address" in page
    assert not Subscription.objects.exists()


@pytest.mark.parametrize("programme", ["nothing", "\0", "1' or 1"])
def test_unknown_programme_is_said_and_the_address_is_not_lost(world, stranger, programme):
    answer = stranger.post(ASK, {"email": "rosa@example.org", "programme": programme})
    assert answer.status_code == 200
    assert 'value="rosa@example.org"' in answer.content.decode()


@pytest.mark.parametrize("token", ["unknown", "x" * 500])
def test_link_nobody_was_sent_does_not_exist(db, stranger, token):
    for what in ("confirm", "stop"):
        assert stranger.get(f"/funding/alerts/{what}/{token}/").status_code == 404


def test_asking_is_limited(world, stranger, in_december):
    answers = [
        stranger.post(ASK, {"email": f"a{n}@example.org", "programme": ""}).status_code
        for n in range(21)
    ]
    assert answers[:20] == [302] * 20 and answers[20] == 429


# -- Making ------------------------------------------------------------------------------


def test_each_alert_of_a_round_is_made_once_in_its_time(world):
    call = world.call
    Call.objects.update(opens_at=world.now + timedelta(days=2))
    assert made(world.now) == [("announced", 1)]
    assert made(world.now) == []
    opened = world.now + timedelta(days=2)
    assert made(opened) == [("open", 1)]
    week_before = call.closes_at - timedelta(days=7)
    assert made(week_before - timedelta(days=1)) == []
    # The day counts: from 8am on the day a week before, whatever the hour it closes.
    morning = week_before.replace(hour=8, minute=0)
    assert made(morning - timedelta(minutes=1)) == []
    assert made(morning) == [("closing", 1)]
    assert made(call.closes_at) == [] and Alert.objects.count() == 3


def test_round_that_opened_at_midnight_is_told_at_eight(world):
    midnight = datetime(2021, 12, 20, tzinfo=UTC)
    Call.objects.update(opens_at=midnight)
    assert made(midnight) == made(midnight.replace(hour=7, minute=59)) == []
    assert made(midnight.replace(hour=8)) == [("open", 1)]


def test_eight_is_eight_by_the_clocks_in_summer(world):
    opens = datetime(2022, 6, 1, tzinfo=UTC)
    Call.objects.update(opens_at=opens, closes_at=opens + timedelta(days=40))
    assert made(datetime(2022, 6, 1, 6, 59, tzinfo=UTC)) == []
    assert made(datetime(2022, 6, 1, 7, 0, tzinfo=UTC)) == [("open", 1)]


def test_week_before_is_counted_in_days_over_the_change_of_clocks(world):
    # Closes at 9am on 2 November, after the clocks went back on 31 October.
    closes = datetime(2021, 11, 2, 9, 0, tzinfo=UTC)
    Call.objects.update(opens_at=closes - timedelta(days=40), closes_at=closes)
    made(datetime(2021, 10, 25, 12, 0, tzinfo=UTC))
    assert made(datetime(2021, 10, 26, 6, 59, tzinfo=UTC)) == []
    assert made(datetime(2021, 10, 26, 7, 0, tzinfo=UTC)) == [("closing", 1)]


def test_later_closing_date_is_reminded_of_again(world):
    day = world.call.closes_at - timedelta(days=6)
    assert ("closing", 1) in made(day)
    Call.objects.update(closes_at=world.call.closes_at + timedelta(days=14))
    assert made(day) == []
    assert made(day + timedelta(days=14)) == [("closing", 1)]


def test_short_round_has_no_reminder_right_after_it_opened(world):
    Call.objects.update(opens_at=world.now, closes_at=world.now + timedelta(days=6))
    assert made(world.now) == [("open", 1)]


@pytest.mark.parametrize("state", [CallState.DRAFT, CallState.DECIDED])
def test_round_that_is_not_published_makes_no_alert(world, state):
    Call.objects.update(state=state)
    assert made(world.now) == []


def test_ended_programme_makes_no_alert(world):
    type(world.programme).objects.update(state=ProgrammeState.ENDED)
    assert made(world.now) == []


# -- Sending -----------------------------------------------------------------------------


def test_one_message_an_address_for_those_who_asked_for_this_or_all(world):
    other = world.make_programme("other", "OTH")
    told("rosa@example.org", world.programme)
    told("rosa@example.org")
    told("ravi@example.org")
    told("rita@example.org", other)
    actions.subscribe(email="new@example.org", programme=None, now=world.now)
    make_due_alerts(now=world.now)
    assert send_alerts(now=world.now) == 2
    assert sorted(message.to[0] for message in mail.outbox) == [
        "ravi@example.org", "rosa@example.org",
    ]  # fmt: skip
    assert Alert.objects.get().done_at == world.now


def test_message_says_until_when_and_how_to_stop(world):
    subscription = told()
    make_due_alerts(now=world.now)
    send_alerts(now=world.now)
    (message,) = mail.outbox
    assert message.subject == "Open for applications: Recovery fund, Round 1"
    assert "midday on 9 January 2022" in message.body and "£50,000" in message.body
    stop = f"/funding/alerts/stop/{subscription.token}/"
    assert stop in message.body and stop in message.extra_headers["List-Unsubscribe"]
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_writers_of_drafts_are_reminded_and_not_written_to_twice(world, tess, noor):
    world.bid(ApplicationState.DRAFT)
    world.bid(
        ApplicationState.SUBMITTED,
        person=noor,
        organisation=world.make_organisation("Harbour", noor),
    )
    told(tess.email)
    day = world.call.closes_at - timedelta(days=6)
    make_due_alerts(now=day)
    send_alerts(now=day)
    closing = [message for message in mail.outbox if "Closes in a week" in message.subject]
    assert [message.to for message in closing] == [[tess.email]]
    assert "is not sent yet" in closing[0].body
    assert "List-Unsubscribe" not in closing[0].extra_headers


def test_who_left_in_between_is_not_written_to(world):
    subscription = told()
    make_due_alerts(now=world.now)
    actions.unsubscribe(subscription=subscription, now=world.now)
    assert send_alerts(now=world.now) == 0 and mail.outbox == []


def test_alert_that_is_no_longer_true_is_not_sent(world):
    told()
    make_due_alerts(now=world.now)
    assert send_alerts(now=world.call.closes_at) == 0 and mail.outbox == []
    assert "no longer true" in AlertDelivery.objects.get().error
    assert Alert.objects.get().done_at


def test_mail_server_that_is_away_loses_nothing(world, monkeypatch):
    told("rosa@example.org")
    told("ravi@example.org")
    make_due_alerts(now=world.now)
    send, tries = EmailMessage.send, []

    def away_at_the_second(self, *args, **kwargs):
        tries.append(self.to)
        if len(tries) == 2:
            raise ConnectionRefusedError
        return send(self, *args, **kwargs)

    monkeypatch.setattr(EmailMessage, "send", away_at_the_second)
    with pytest.raises(ConnectionRefusedError):
        send_alerts(now=world.now)
    assert send_alerts(now=world.now) == 1
    assert sorted(message.to[0] for message in mail.outbox) == [
        "ravi@example.org", "rosa@example.org",
    ]  # fmt: skip


def test_address_the_server_does_not_take_stops_nobody_else(world, monkeypatch):
    told("rosa@example.org")
    told("ravi@example.org")
    make_due_alerts(now=world.now)
    send = EmailMessage.send

    def picky(self, *args, **kwargs):
        if self.to == ["rosa@example.org"]:
            raise ValueError("rosa@example.org cannot be")
        return send(self, *args, **kwargs)

    monkeypatch.setattr(EmailMessage, "send", picky)
    assert send_alerts(now=world.now) == 1
    refused = AlertDelivery.objects.exclude(error="").get()
    assert "rosa" not in refused.error


def test_round_of_the_worker_mails_links_makes_and_sends(world, stranger, monkeypatch):
    monkeypatch.setattr("funding.tasks.alerts.timezone.now", lambda: world.now)
    told("ravi@example.org")
    actions.subscribe(email="rosa@example.org", programme=None, now=world.now)
    assert look_after_alerts() == "Done."
    assert [message.to[0] for message in mail.outbox] == ["rosa@example.org", "ravi@example.org"]
    look_after_alerts()
    assert len(mail.outbox) == 2
