"""Long jobs of consultations, for the worker."""

from consultations.tasks import report

__all__ = ["report"]
