"""Partners' files of onward grants, handed to the worker. A thin shell over the action."""

from celery import shared_task
from django.db import DatabaseError
from django.utils import timezone

from civilsociety.audit.actions import jobs
from funding.actions.partners import check_file
from funding.models import RegrantImport

COULD_NOT_READ = (
    "The file could not be read. Choose it again; if it fails again, send it to us and say that "
    "it stopped with: {error}"
)


@shared_task(bind=True, max_retries=3)
def read_import(self, pk):
    """Reads a file and says what it would change."""
    job = RegrantImport.objects.select_related("award__programme").get(pk=pk)
    try:
        check_file(job=job, now=timezone.now())
    except jobs.Superseded:
        return
    except DatabaseError as error:
        raise self.retry(exc=error, countdown=10) from error
    except Exception as error:
        jobs.fail(job, error=COULD_NOT_READ.format(error=type(error).__name__))
        raise


@shared_task
def resume_imports(quiet_seconds=None):
    """Hands out again what a killed worker left: silent for long, or never picked up."""
    for pk in jobs.left_behind(RegrantImport, quiet_seconds=quiet_seconds):
        read_import.delay(pk)
