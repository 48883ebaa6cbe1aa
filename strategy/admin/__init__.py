"""What the admin shows of strategies: to look up, never to change."""

from strategy.admin import measures, versions

__all__ = ["measures", "versions"]
