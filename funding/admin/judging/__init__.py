"""The admin of bids: the gate, declared interests, panels."""

from funding.admin.judging.acts import acts_for_application, acts_for_award
from funding.admin.judging.applications import ApplicationAdmin
from funding.admin.judging.interests import ConflictAdmin
from funding.admin.judging.panels import PanelAdmin

__all__ = [
    "ApplicationAdmin",
    "ConflictAdmin",
    "PanelAdmin",
    "acts_for_application",
    "acts_for_award",
]
