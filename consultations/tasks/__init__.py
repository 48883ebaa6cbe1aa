"""Long jobs of consultations, for the worker."""

from consultations.tasks import report, respond, visitors

__all__ = ["report", "respond", "visitors"]
