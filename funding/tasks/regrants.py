"""Long jobs and regular rounds, handed to the worker. Thin shells over actions."""

from celery import shared_task


@shared_task
def resume_imports():
    """Nothing to look after yet."""
