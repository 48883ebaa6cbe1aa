"""Long jobs and regular rounds, handed to the worker. Thin shells over actions."""

from celery import shared_task


@shared_task
def look_after_offers():
    """Nothing to look after yet."""
