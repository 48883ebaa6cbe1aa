"""Regular rounds and messages of the standing conversation, for the worker."""

from engagement.tasks import elections, groups, meetings, notices, reviews

__all__ = ["elections", "groups", "meetings", "notices", "reviews"]
