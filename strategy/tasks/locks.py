"""Locks that nobody holds any more."""

from celery import shared_task

from civilsociety.ui import clock
from strategy.actions import editing


@shared_task
def clear_silent_locks():
    """Takes away locks whose holder gave no sign of life for fifteen minutes."""
    editing.clear_silent_locks(now=clock.now())
