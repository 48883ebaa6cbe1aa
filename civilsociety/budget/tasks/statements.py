"""Signed statements, handed to the worker. A thin shell over the action."""

from celery import shared_task
from django.db import DatabaseError
from django.utils import timezone

from civilsociety.audit.actions import jobs
from civilsociety.budget.actions import statements
from civilsociety.budget.models import Statement
from civilsociety.refusal import Refused

COULD_NOT_BUILD = (
    "The statement could not be made. Make it again; if it fails again, tell the person who "
    "runs the service that it stopped with: {error}"
)


@shared_task(bind=True, max_retries=3)
def build_statement(self, pk):
    """Makes the files of a statement and keeps them."""
    job = Statement.objects.select_related("year").get(pk=pk)
    try:
        statements.build_statement(statement=job, now=timezone.now())
    except jobs.Superseded:
        return
    except Refused as refusal:
        jobs.fail(job, error=str(refusal))
    except DatabaseError as error:
        raise self.retry(exc=error, countdown=10) from error
    except Exception as error:
        jobs.fail(job, error=COULD_NOT_BUILD.format(error=type(error).__name__))
        raise


@shared_task
def resume_statements(quiet_seconds=None):
    """Hands out again what a killed worker left: silent for long, or never picked up."""
    for pk in jobs.left_behind(Statement, quiet_seconds=quiet_seconds):
        build_statement.delay(pk)
