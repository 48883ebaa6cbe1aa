"""Campaigns that have ended, handed to the worker. A thin shell over an action."""

from celery import shared_task

from civilsociety.ui import clock
from funding.actions.crowd import void_ended


@shared_task
def look_after_campaigns():
    """Voids every pledge whose campaign has ended unmet; how many."""
    return len(void_ended(now=clock.now()))
