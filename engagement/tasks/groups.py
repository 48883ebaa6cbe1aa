"""Terms that begin and end overnight, for the worker."""

from celery import shared_task
from django.utils import timezone

from engagement.actions.groups import settle_roles


@shared_task
def look_after_terms():
    """Gives and ends the role of readers of drafts, as today's terms ask. Idempotent.

    Members' own pages do not wait for this: they ask the dates.
    """
    return settle_roles(today=timezone.localdate())
