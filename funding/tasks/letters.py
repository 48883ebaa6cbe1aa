"""Sending letters, for the worker. Thin shells over actions."""

from datetime import timedelta

from celery import shared_task
from django.db.models import Q
from django.utils import timezone

from civilsociety.audit.actions import jobs
from civilsociety.audit.models import Job
from funding.actions.offers.sending import send_letters as send
from funding.models import LetterBatch

# Longer than any letter takes; a second attempt does no harm, only work.
QUIET = timedelta(minutes=15)
NOT_PICKED_UP = timedelta(minutes=1)
COULD_NOT_SEND = (
    "The mail server did not take the letters. Those not sent yet are still waiting: send the "
    "rest when the server answers again."
)
COULD_NOT_MAKE = (
    "A letter could not be made. Those not sent yet are still waiting: send the rest. If it stops "
    "again, tell the person who runs the service that it stopped with: {error}"
)


@shared_task(bind=True, max_retries=5)
def send_letters(self, pk):
    """Sends what is still waiting of a batch."""
    batch = LetterBatch.objects.get(pk=pk)
    try:
        send(batch=batch, now=timezone.now())
    except jobs.Superseded:
        return
    except OSError as error:
        # Also what SMTP raises: the server is away. Try again, longer apart each time.
        if self.request.retries >= self.max_retries:
            batch.refresh_from_db()
            jobs.fail(batch, error=COULD_NOT_SEND)
            return
        raise self.retry(exc=error, countdown=30 * 2**self.request.retries) from error
    except Exception as error:
        batch.refresh_from_db()
        jobs.fail(batch, error=COULD_NOT_MAKE.format(error=type(error).__name__))
        raise


@shared_task
def resume_letters(quiet_seconds=None):
    """Hands out again what a killed worker left: batches silent for long, or never picked up."""
    now = timezone.now()
    quiet = QUIET if quiet_seconds is None else timedelta(seconds=quiet_seconds)
    left = Q(state=Job.State.RUNNING, beat_at__lt=now - quiet) | Q(
        state=Job.State.WAITING, requested_at__lt=now - NOT_PICKED_UP
    )
    for pk in LetterBatch.objects.filter(left).values_list("pk", flat=True):
        send_letters.delay(pk)
