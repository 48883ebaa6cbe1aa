"""Making alerts of rounds, once each, and sending them, once to each."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from funding.emails.programmes import alert_message, message_id, stop_address, unsubscribe_headers
from funding.models import Alert, AlertDelivery, Call, Colleague, Subscription
from funding.states import ApplicationState, CallState, ProgrammeState

What = Alert.What
# Nobody's telephone rings at night because of us: from 8am until just before 8pm, UK time.
FIRST_HOUR, LAST_HOUR = 8, 20
WEEK = timedelta(days=7)
# A round that takes bids for less than this has no reminder: it opened only just now.
LONG_ENOUGH = timedelta(days=10)
NOT_TAKEN = "The mail server does not take this address."
NO_LONGER_TRUE = "It was no longer true when it could be sent."


def make_due_alerts(*, now):
    """Makes every alert that is due at this moment and not made yet. Safe to run at once.

    At night none is made: what opened at midnight is told at 8am.
    """
    if not FIRST_HOUR <= timezone.localtime(now).hour < LAST_HOUR:
        return []
    calls = Call.objects.filter(
        state=CallState.PUBLISHED,
        closes_at__gt=now,
        programme__state=ProgrammeState.PUBLISHED,
    )
    return [
        alert
        for call in calls.order_by("pk")
        for what, about in _due(call, now)
        if (alert := make_alert(call=call, what=what, about=about, now=now))
    ]


def _due(call, now):
    """(what, about) of what is true of a round now. A later closing date is another reminder."""
    if call.is_forthcoming(now):
        yield What.ANNOUNCED, ""
        return
    yield What.OPEN, ""
    reminder_on = timezone.localdate(call.closes_at) - WEEK
    if timezone.localdate(now) >= reminder_on and call.closes_at - call.opens_at >= LONG_ENOUGH:
        yield What.CLOSING, timezone.localdate(call.closes_at).isoformat()


@transaction.atomic
def make_alert(*, call, what, now, about=""):
    """Makes one alert with everyone it goes to; nothing when it was made already."""
    Call.objects.select_for_update().get(pk=call.pk)
    if Alert.objects.filter(call=call, what=what, about=about).exists():
        return None
    alert = Alert.objects.create(call=call, what=what, about=about, made_at=now)
    colleagues = _colleagues_to_tell(alert)
    told = {each.email.lower() for each in colleagues}
    subscribers = [each for each in _subscribers(call) if each.email.lower() not in told]
    AlertDelivery.objects.bulk_create(
        [AlertDelivery(alert=alert, colleague=each) for each in colleagues]
        + [AlertDelivery(alert=alert, subscription=each) for each in subscribers]
    )
    return alert


def _subscribers(call):
    """One subscription an address: the one for this programme before the one for all."""
    wanted = Q(programme=call.programme_id) | Q(programme=None)
    found = {}
    subscriptions = Subscription.objects.filter(
        wanted, confirmed_at__isnull=False, ended_at=None
    ).order_by("programme", "pk")  # in PostgreSQL nothing comes last
    for each in subscriptions:
        found.setdefault(each.email.lower(), each)
    return list(found.values())


def _colleagues_to_tell(alert):
    """Who works on an application this concerns, one for each address.

    Drafts: that the round closes, or changed. Bids that were sent: that it changed.
    """
    states = {
        What.CLOSING: [ApplicationState.DRAFT],
        What.CHANGED: [
            state
            for state in ApplicationState
            if state not in {ApplicationState.WITHDRAWN, ApplicationState.INELIGIBLE}
        ],
    }.get(alert.what, [])
    colleagues = Colleague.objects.filter(
        application__call=alert.call_id,
        application__state__in=states,
        person__isnull=False,
        person__is_active=True,
        left_at=None,
    )
    found = {}
    for each in colleagues.order_by("pk"):
        found.setdefault(each.email.lower(), each)
    return list(found.values())


def send_alerts(*, now):
    """Sends what waits, one message in one transaction; how many were sent.

    Raises OSError while the mail server is away: what is left waits for the next round. A
    message the server took in the moment the machine died may come again, with the same
    Message-ID.
    """
    sent = 0
    while (outcome := _send_next(now)) is not None:
        sent += outcome
    finished = Alert.objects.filter(done_at=None).exclude(
        deliveries__in=AlertDelivery.objects.filter(sent_at=None, error="")
    )
    finished.update(done_at=now)
    return sent


@transaction.atomic
def _send_next(now):
    """Sends one message: 1 sent, 0 not to be sent, None when none waits."""
    delivery = (
        AlertDelivery.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(sent_at=None, error="")
        .select_related(
            "alert__call__programme", "subscription", "colleague__application__organisation"
        )
        .order_by("pk")
        .first()
    )
    if delivery is None:
        return None
    if not _still_true(delivery.alert, now):
        delivery.error = NO_LONGER_TRUE
    else:
        _send(delivery, now)
    delivery.save(update_fields=["sent_at", "error"])
    return int(delivery.sent_at is not None)


def _still_true(alert, now):
    """Whether what an alert says is so still; a change stays news."""
    call = alert.call
    return alert.what == What.CHANGED or (
        call.state == CallState.PUBLISHED and now < call.closes_at
    )


def _send(delivery, now):
    subject, body = alert_message(delivery, now)
    headers = {"Message-ID": message_id(f"alert-{delivery.pk}")}
    if delivery.subscription:
        headers |= unsubscribe_headers(stop_address(delivery.subscription))
    to = (delivery.subscription or delivery.colleague).email
    try:
        EmailMessage(subject=subject, body=body, to=[to], headers=headers).send()
    except (ValueError, SMTPRecipientsRefused):
        # Not the server's own words: they hold the address, which we may have to erase.
        delivery.error = NOT_TAKEN
    else:
        delivery.sent_at = now
