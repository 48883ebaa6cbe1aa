"""The standing conversation in the admin: to look up, never to change."""

from engagement.admin import conversations, elections, groups, meetings, notices, reviews

__all__ = ["conversations", "elections", "groups", "meetings", "notices", "reviews"]
