"""Confirming to people that we will tell them the outcome."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from consultations.actions.prepare import confirm_registration
from consultations.models import Registration

# Time for the ordinary way, and how long a confirmation is worth sending late.
NOT_PICKED_UP = timedelta(minutes=2)
TOO_LATE = timedelta(days=2)


@shared_task(bind=True, max_retries=8)
def send_confirmation(self, pk):
    """Mails one confirmation; tries again, longer apart each time, while the server is away."""
    try:
        confirm_registration(pk=pk, now=timezone.now())
    except OSError as error:
        raise self.retry(exc=error, countdown=30 * 2**self.request.retries) from error


@shared_task
def look_after_registrations():
    """Hands out again the confirmations that a queue or a worker lost."""
    now = timezone.now()
    waiting = Registration.objects.filter(
        source=Registration.Source.INTEREST,
        confirmed_at=None,
        unsubscribed_at=None,
        is_sample=False,
        registered_at__range=(now - TOO_LATE, now - NOT_PICKED_UP),
    )
    for pk in waiting.order_by("pk").values_list("pk", flat=True)[:1000]:
        send_confirmation.delay(pk)
