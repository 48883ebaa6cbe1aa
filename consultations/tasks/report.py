"""Long jobs of consultations, handed to the worker. Each is a thin shell over an action."""

from datetime import timedelta

from celery import shared_task
from django.db import DatabaseError
from django.db.models import Q
from django.utils import timezone

from civilsociety.audit.actions import jobs
from civilsociety.audit.models import Job
from consultations.actions.announce import send_mailing as send
from consultations.actions.publish import build_report as build
from consultations.models import Mailing, ReportBuild

# Longer than any single step takes; a second attempt does no harm, only work.
QUIET = timedelta(minutes=15)
NOT_PICKED_UP = timedelta(minutes=1)
COULD_NOT_BUILD = (
    "The report could not be built. Build it again; if it fails again, tell the person who "
    "runs the service that it stopped with: {error}"
)
COULD_NOT_SEND = (
    "The mail server did not take the messages. Those not sent yet are still waiting: send "
    "the rest when the server answers again."
)


@shared_task(bind=True, max_retries=3)
def build_report(self, pk):
    """Makes the files of a build and issues them when that was asked for."""
    job = ReportBuild.objects.get(pk=pk)
    try:
        build(build=job, now=timezone.now())
    except jobs.Superseded:
        return
    except DatabaseError as error:
        raise self.retry(exc=error, countdown=10) from error
    except Exception as error:
        jobs.fail(job, error=COULD_NOT_BUILD.format(error=type(error).__name__))
        raise


@shared_task(bind=True, max_retries=5)
def send_mailing(self, pk):
    """Sends what is still waiting of a mailing."""
    job = Mailing.objects.get(pk=pk)
    try:
        send(mailing=job, now=timezone.now())
    except jobs.Superseded:
        return
    except OSError as error:
        # Also what SMTP raises: the server is away. Try again, longer apart each time.
        if self.request.retries >= self.max_retries:
            job.refresh_from_db()
            jobs.fail(job, error=COULD_NOT_SEND)
            return
        raise self.retry(exc=error, countdown=30 * 2**self.request.retries) from error


@shared_task
def resume_jobs(quiet_seconds=None):
    """Hands out again what a killed worker left: jobs silent for long, or never picked up."""
    now = timezone.now()
    quiet = QUIET if quiet_seconds is None else timedelta(seconds=quiet_seconds)
    left = Q(state=Job.State.RUNNING, beat_at__lt=now - quiet) | Q(
        state=Job.State.WAITING, requested_at__lt=now - NOT_PICKED_UP
    )
    for pk in ReportBuild.objects.filter(left).values_list("pk", flat=True):
        build_report.delay(pk)
    for pk in Mailing.objects.filter(left).values_list("pk", flat=True):
        send_mailing.delay(pk)
