"""Sending letters, for the worker. Thin shells over actions."""

from celery import shared_task
from django.utils import timezone

from civilsociety.audit.actions import jobs
from funding.actions.offers.sending import send_letters as send
from funding.models import LetterBatch

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
    for pk in jobs.left_behind(LetterBatch, quiet_seconds=quiet_seconds):
        send_letters.delay(pk)
