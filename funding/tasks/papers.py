"""Files of panel papers, handed to the worker. A thin shell over the action."""

from celery import shared_task
from django.db import DatabaseError
from django.utils import timezone

from civilsociety.audit.actions import jobs
from funding.actions.judging import papers
from funding.models import PanelPaper

COULD_NOT_BUILD = (
    "The files could not be made. Have them made again; if it fails again, tell the person who "
    "runs the service that it stopped with: {error}"
)


@shared_task(bind=True, max_retries=3)
def build_paper(self, pk):
    """Makes the PDF and the Word file of a panel paper."""
    job = PanelPaper.objects.select_related("panel__call__programme").get(pk=pk)
    try:
        papers.build_paper(paper=job, now=timezone.now())
    except jobs.Superseded:
        return
    except DatabaseError as error:
        raise self.retry(exc=error, countdown=10) from error
    except Exception as error:
        jobs.fail(job, error=COULD_NOT_BUILD.format(error=type(error).__name__))
        raise


@shared_task
def resume_papers(quiet_seconds=None):
    """Hands out again what a killed worker left: silent for long, or never picked up."""
    for pk in jobs.left_behind(PanelPaper, quiet_seconds=quiet_seconds):
        build_paper.delay(pk)
