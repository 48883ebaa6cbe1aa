"""Asking to be told of money on offer, and asking to be left in peace."""

import secrets
from contextlib import suppress
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction

from civilsociety.audit.actions import RESPONDENT, jobs, record
from civilsociety.rows import locked
from funding.emails.programmes import confirmation, message_id, stop_address, unsubscribe_headers
from funding.models import AlertDelivery, Subscription

# A link that nobody follows is forgotten, with the address it was sent to.
LINK_LASTS = timedelta(days=7)
# Somebody else's address may be typed again and again: one message in this time.
BETWEEN_MESSAGES = timedelta(hours=1)


@transaction.atomic
def subscribe(*, email, programme, now):
    """Keeps an address and has a link mailed to it; alerts begin once the link is followed.

    Whoever asks learns nothing of whether the address was known.
    """
    email = email.lower()
    try:
        with transaction.atomic():
            subscription = Subscription.objects.create(
                email=email, programme=programme, token=secrets.token_urlsafe(32), asked_at=now
            )
    except IntegrityError:
        subscription = _asked_again(email, programme, now)
    jobs.hand_over("funding.tasks.alerts.mail_link", subscription.pk)
    return subscription


def _asked_again(email, programme, now):
    subscription = Subscription.objects.select_for_update().get(
        email=email, programme=programme, ended_at=None
    )
    mailed = subscription.mailed_at
    if mailed and now - mailed >= BETWEEN_MESSAGES:
        subscription.mailed_at = None
        subscription.asked_at = subscription.asked_at if subscription.confirmed_at else now
        subscription.save(update_fields=["mailed_at", "asked_at"])
    return subscription


@transaction.atomic
def mail_link(*, pk, now):
    """Mails the link to confirm (or, to a subscriber, the link to stop); once, however often run.

    Raises OSError while the mail server is away: then it is tried again.
    """
    subscription = (
        Subscription.objects.select_for_update(of=("self",))
        .select_related("programme")
        .filter(pk=pk, mailed_at=None, ended_at=None)
        .first()
    )
    if subscription is None:
        return False
    subject, body = confirmation(subscription)
    stamp = int(now.timestamp())
    message = EmailMessage(
        subject=subject,
        body=body,
        to=[subscription.email],
        headers={
            "Message-ID": message_id(f"alerts-{subscription.pk}-{stamp}"),
            **unsubscribe_headers(stop_address(subscription)),
        },
    )
    # An address that cannot be, or that the server does not take: nothing more to try.
    with suppress(ValueError, SMTPRecipientsRefused):
        message.send()
    subscription.mailed_at = now
    subscription.save(update_fields=["mailed_at"])
    return True


@transaction.atomic
def confirm_subscription(*, subscription, now):
    """Begins the alerts; a second time changes nothing."""
    subscription = locked(subscription)
    if subscription.confirmed_at is None and subscription.ended_at is None:
        subscription.confirmed_at = now
        subscription.save(update_fields=["confirmed_at"])
    return subscription


@transaction.atomic
def unsubscribe(*, subscription, now):
    """Ends the alerts and erases the address. What waited for it is not sent."""
    subscription = locked(subscription)
    if subscription.ended_at is None:
        subscription.email, subscription.ended_at = "", now
        subscription.save(update_fields=["email", "ended_at"])
        AlertDelivery.objects.filter(subscription=subscription, sent_at=None).delete()
        record(
            verb="funding.unsubscribed",
            target=subscription,
            by=RESPONDENT,
            sentence="Somebody asked for no more funding alerts; the address is erased.",
        )
    return subscription


def forget_unconfirmed(*, now):
    """Erases addresses whose link nobody followed in a week; how many."""
    left = Subscription.objects.filter(confirmed_at=None, asked_at__lt=now - LINK_LASTS)
    return left.filter(ended_at=None).delete()[0]
