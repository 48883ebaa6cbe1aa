"""Reports on progress, handed to the worker. A thin shell over the action."""

from datetime import timedelta

from celery import shared_task
from django.db import DatabaseError
from django.db.models import Q
from django.utils import timezone

from civilsociety.audit.actions import jobs
from civilsociety.audit.models import Job
from strategy.actions.measures import progress
from strategy.models import ProgressReport

QUIET = timedelta(minutes=15)
NOT_PICKED_UP = timedelta(minutes=1)
COULD_NOT_BUILD = (
    "The report could not be made. Make it again; if it fails again, tell the person who "
    "runs the service that it stopped with: {error}"
)


@shared_task(bind=True, max_retries=3)
def build_report(self, pk):
    """Makes the figures and files of a report and keeps them."""
    job = ProgressReport.objects.select_related("strategy").get(pk=pk)
    try:
        progress.build_report(report=job, now=timezone.now())
    except jobs.Superseded:
        return
    except DatabaseError as error:
        raise self.retry(exc=error, countdown=10) from error
    except Exception as error:
        jobs.fail(job, error=COULD_NOT_BUILD.format(error=type(error).__name__))
        raise


@shared_task
def resume_reports(quiet_seconds=None):
    """Hands out again what a killed worker left: silent for long, or never picked up."""
    now = timezone.now()
    quiet = QUIET if quiet_seconds is None else timedelta(seconds=quiet_seconds)
    left = Q(state=Job.State.RUNNING, beat_at__lt=now - quiet) | Q(
        state=Job.State.WAITING, requested_at__lt=now - NOT_PICKED_UP
    )
    for pk in ProgressReport.objects.filter(left).values_list("pk", flat=True):
        build_report.delay(pk)
