"""Word files on their way in, handed to the worker. A thin shell over the action."""

from datetime import timedelta

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.db import DatabaseError
from django.db.models import Q
from django.utils import timezone

from civilsociety.audit.actions import jobs
from civilsociety.audit.models import Job
from strategy.actions.word import read_file
from strategy.models import WordImport

QUIET = timedelta(minutes=5)
NOT_PICKED_UP = timedelta(minutes=1)
LONGEST = 120  # seconds; a hundred pages take about two
TOO_LONG = (
    "Reading this file took longer than two minutes. Take large pictures and tables out of it, "
    "or bring it in in parts."
)
COULD_NOT_READ = (
    "The file could not be read. Save it anew in Word and bring it in again; if it fails again, "
    "tell the person who runs the service that it stopped with: {error}"
)


@shared_task(bind=True, max_retries=3, soft_time_limit=LONGEST, time_limit=LONGEST + 30)
def read_word(self, pk):
    """Reads a Word file that somebody brought in."""
    job = WordImport.objects.filter(pk=pk).first()
    if job is None:
        return
    try:
        read_file(word_import=job)
    except jobs.Superseded:
        return
    except SoftTimeLimitExceeded:
        jobs.fail(job, error=TOO_LONG)
    except DatabaseError as error:
        raise self.retry(exc=error, countdown=10) from error
    except Exception as error:
        jobs.fail(job, error=COULD_NOT_READ.format(error=type(error).__name__))
        raise


@shared_task
def resume_word(quiet_seconds=None):
    """Hands out again what a killed worker left: silent for long, or never picked up."""
    now = timezone.now()
    quiet = QUIET if quiet_seconds is None else timedelta(seconds=quiet_seconds)
    left = Q(state=Job.State.RUNNING, beat_at__lt=now - quiet) | Q(
        state=Job.State.WAITING, requested_at__lt=now - NOT_PICKED_UP
    )
    for pk in WordImport.objects.filter(left).values_list("pk", flat=True):
        read_word.delay(pk)
