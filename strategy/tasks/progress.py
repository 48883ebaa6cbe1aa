"""Reports on progress, handed to the worker. A thin shell over the action."""

from celery import shared_task
from django.db import DatabaseError
from django.utils import timezone

from civilsociety.audit.actions import jobs
from strategy.actions.measures import progress
from strategy.models import ProgressReport

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
    for pk in jobs.left_behind(ProgressReport, quiet_seconds=quiet_seconds):
        build_report.delay(pk)
