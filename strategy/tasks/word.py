"""Word files on their way in, handed to the worker. A thin shell over the action."""

from datetime import timedelta

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.db import DatabaseError

from civilsociety.audit.actions import jobs
from strategy.actions.word import read_file
from strategy.models import WordImport

QUIET = timedelta(minutes=5)
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
    for pk in jobs.left_behind(WordImport, quiet_seconds=quiet_seconds, quiet=QUIET):
        read_word.delay(pk)
