"""Mail of people who answer, handed to the worker; and what regular rounds look after."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from consultations.actions.respond import duplicates, mail, rounds
from consultations.models import Receipt

# Time for the ordinary way; a round takes care of what it left.
NOT_PICKED_UP = timedelta(minutes=2)


@shared_task(bind=True, max_retries=8)
def send_receipt(self, pk):
    """Mails a receipt; tries again, longer apart each time, while the mail server is away."""
    try:
        mail.send_receipt(pk=pk, now=timezone.now())
    except OSError as error:
        raise self.retry(exc=error, countdown=30 * 2**self.request.retries) from error


@shared_task(bind=True, max_retries=8)
def send_way_back(self, draft_pk):
    """Mails the link that opens a draft."""
    try:
        mail.send_way_back(draft_pk=draft_pk)
    except OSError as error:
        raise self.retry(exc=error, countdown=30 * 2**self.request.retries) from error


@shared_task
def look_after_responses():
    """Hands out receipts that wait, flags duplicates, erases old drafts, lets texts be found."""
    now = timezone.now()
    waiting = Receipt.objects.filter(
        sent_at=None, error="", response__submitted_at__lt=now - NOT_PICKED_UP
    )
    for pk in waiting.order_by("pk").values_list("pk", flat=True)[:1000]:
        send_receipt.delay(pk)
    duplicates.flag_all(now=now)
    rounds.erase_old_drafts(now=now)
    rounds.make_searchable()
