"""Long jobs of consultations, handed to the worker. Each is a thin shell over an action."""

from celery import shared_task
from django.db import DatabaseError
from django.utils import timezone

from civilsociety.audit.actions import jobs
from consultations.actions.announce import send_mailing as send
from consultations.actions.publish import build_report as build
from consultations.models import Mailing, ReportBuild

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
    for pk in jobs.left_behind(ReportBuild, quiet_seconds=quiet_seconds):
        build_report.delay(pk)
    for pk in jobs.left_behind(Mailing, quiet_seconds=quiet_seconds):
        send_mailing.delay(pk)
