"""The register proved against the ledger: every night, and when somebody asks."""

from celery import shared_task
from django.db import DatabaseError
from django.utils import timezone

from civilsociety.audit.actions import jobs
from funding.actions.register import request_register_check
from funding.actions.register import run_register_check as run
from funding.models import RegisterCheck

COULD_NOT_CHECK = (
    "The check could not be run. Run it again; if it fails again, tell the person who runs the "
    "service that it stopped with: {error}"
)


@shared_task(bind=True, max_retries=3)
def run_register_check(self, pk):
    """Proves the register, for a RegisterCheck that somebody asked for."""
    job = RegisterCheck.objects.get(pk=pk)
    try:
        run(check=job, now=timezone.now())
    except jobs.Superseded:
        return
    except DatabaseError as error:
        if self.request.retries >= self.max_retries:
            jobs.fail(job, error=COULD_NOT_CHECK.format(error=type(error).__name__))
            return
        raise self.retry(exc=error, countdown=10) from error


@shared_task
def look_after_register():
    """Every night."""
    request_register_check(by=None, now=timezone.now())
