"""The ground every app stands on, and the wiring."""

from civilsociety.celery import app as celery_app

__all__ = ["celery_app"]
