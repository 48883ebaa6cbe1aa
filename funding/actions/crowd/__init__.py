"""What officers do with crowdfunded projects, what others pledge, and what we pledge."""

from funding.actions.crowd.importing import import_projects
from funding.actions.crowd.partners import (
    add_partner_pledge,
    change_partner_pledge,
    remove_partner_pledge,
)
from funding.actions.crowd.pledging import change_pledge, reserve_pledge, reserve_together
from funding.actions.crowd.projects import (
    add_project,
    change_project,
    reconsider_project,
    refresh_project,
    refuse_project,
    say_same,
    verify_project,
)
from funding.actions.crowd.settling import commit_pledge, void_ended, void_pledge

__all__ = [
    "add_partner_pledge",
    "add_project",
    "change_partner_pledge",
    "change_pledge",
    "change_project",
    "commit_pledge",
    "import_projects",
    "reconsider_project",
    "refresh_project",
    "refuse_project",
    "remove_partner_pledge",
    "reserve_pledge",
    "reserve_together",
    "say_same",
    "verify_project",
    "void_ended",
    "void_pledge",
]
