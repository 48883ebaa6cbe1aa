"""Decisions, what they allow to be spent, the papers behind them, and the notices before them."""

from civilsociety.decisions.models.authority import Authority, Purpose
from civilsociety.decisions.models.call_in import CallIn
from civilsociety.decisions.models.choices import MakerKind, Route
from civilsociety.decisions.models.decision import Decision
from civilsociety.decisions.models.notice import Notice
from civilsociety.decisions.models.papers import Comment, Paper

__all__ = [
    "Authority",
    "CallIn",
    "Comment",
    "Decision",
    "MakerKind",
    "Notice",
    "Paper",
    "Purpose",
    "Route",
]
