"""Alerts of rounds, handed to the worker. Thin shells over actions."""

from celery import shared_task
from django.utils import timezone

from funding.actions.programmes import forget_unconfirmed
from funding.actions.programmes import mail_link as mail
from funding.actions.programmes.alerts import make_due_alerts, send_alerts
from funding.models import Subscription


@shared_task(bind=True, max_retries=8)
def mail_link(self, pk):
    """Mails one link; tries again, longer apart each time, while the mail server is away."""
    try:
        mail(pk=pk, now=timezone.now())
    except OSError as error:
        raise self.retry(exc=error, countdown=30 * 2**self.request.retries) from error


@shared_task
def look_after_alerts():
    """Every few minutes: makes what is due, sends what waits, takes up what was left.

    A mail server that is away is no error here: what waits is sent by a later round.
    """
    now = timezone.now()
    forget_unconfirmed(now=now)
    make_due_alerts(now=now)
    try:
        for pk in _links_not_mailed():
            mail(pk=pk, now=now)
        send_alerts(now=now)
    except OSError:
        return "The mail server is away."
    return "Done."


def _links_not_mailed():
    waiting = Subscription.objects.filter(mailed_at=None, ended_at=None)
    return waiting.order_by("pk").values_list("pk", flat=True)[:1000]
