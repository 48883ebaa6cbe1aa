"""What happens by night: reservations expire, and every sum is proved."""

from celery import shared_task
from django.db import DatabaseError
from django.utils import timezone

from civilsociety.audit.actions import jobs
from civilsociety.budget import actions
from civilsociety.budget.models import Check

COULD_NOT_CHECK = (
    "The check could not be run. Run it again; if it fails again, tell the person who runs the "
    "service that it stopped with: {error}"
)


@shared_task(bind=True, max_retries=3)
def run_check(self, pk):
    """Proves every sum, for a Check that somebody asked for."""
    job = Check.objects.get(pk=pk)
    try:
        actions.run_check(check=job, now=timezone.now())
    except jobs.Superseded:
        return
    except DatabaseError as error:
        if self.request.retries >= self.max_retries:
            jobs.fail(job, error=COULD_NOT_CHECK.format(error=type(error).__name__))
            return
        raise self.retry(exc=error, countdown=10) from error


@shared_task
def look_after_budget():
    """Every night, just after midnight in the United Kingdom."""
    now = timezone.now()
    actions.expire_reservations(now=now)
    actions.request_check(by=None, now=now)
