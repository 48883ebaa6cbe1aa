"""Long jobs and regular rounds, handed to the worker. Thin shells over actions."""

from celery import shared_task
from django.utils import timezone

from funding.actions.running.ending import end_what_is_due
from funding.actions.running.reminders import remind


@shared_task
def look_after_reports():
    """Makes the reminders of the day, and ends the awards whose notice has run out."""
    now = timezone.now()
    remind(now=now)
    end_what_is_due(now=now)
