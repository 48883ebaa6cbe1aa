"""Long jobs and regular rounds, handed to the worker. Thin shells over actions."""

from celery import shared_task


@shared_task
def resume_papers():
    """Nothing to look after yet."""
