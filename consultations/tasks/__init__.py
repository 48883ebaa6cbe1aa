"""Long jobs of consultations, for the worker."""

from consultations.tasks import report, respond

__all__ = ["report", "respond"]
