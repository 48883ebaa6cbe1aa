"""Messages to applicants and organisations, handed to the worker."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from funding.actions import messages
from funding.models import Message

# Time for the ordinary way; a round takes care of what it left.
NOT_PICKED_UP = timedelta(minutes=2)
MOST_AT_ONCE = 500
# How long it is of use to know that somebody was written to.
KEPT = timedelta(days=180)


@shared_task(bind=True, max_retries=8)
def send_message(self, pk):
    """Sends one; tries again, longer apart each time, while the mail server is away."""
    try:
        messages.send(pk=pk, now=timezone.now())
    except OSError as error:
        raise self.retry(exc=error, countdown=30 * 2**self.request.retries) from error


@shared_task
def look_after_messages():
    """Hands out again what a queue or a worker lost, and forgets whom we wrote to long ago."""
    now = timezone.now()
    left = Message.objects.filter(sent_at=None, error="", made_at__lt=now - NOT_PICKED_UP)
    for pk in left.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE]:
        send_message.delay(pk)
    Message.objects.filter(made_at__lt=now - KEPT).exclude(sent_at=None, error="").delete()
