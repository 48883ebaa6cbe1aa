"""Long jobs and regular rounds of the strategy, for the worker."""

from strategy.tasks import locks, measures, progress, word

__all__ = ["locks", "measures", "progress", "word"]
