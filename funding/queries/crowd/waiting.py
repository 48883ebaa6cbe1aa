"""What waits for an officer among the pledges that are held."""

from dataclasses import dataclass

from funding.models import Project
from funding.queries.crowd.limits import is_above_limits
from funding.states import ProjectState


@dataclass(frozen=True)
class Waiting:
    """One project, what is to be done with it, and by when (a date, or nothing)."""

    project: object
    words: str
    key: str
    by: object = None


def waiting_projects(today, *, programme=None):
    """Every held pledge with which something must be done now, the soonest first."""
    held = Project.objects.filter(state=ProjectState.RESERVED)
    if programme:
        held = held.filter(programme=programme)
    found = [wait for each in held.with_pledges() if (wait := what_waits(each, today))]
    return sorted(found, key=lambda wait: (wait.by or today, wait.project.pk))


def what_waits(project, today):
    """What must be done with a held pledge now, or None."""
    if project.state != ProjectState.RESERVED:
        return None
    last = project.reservation.expires_on if project.reservation else None
    met = project.target_met_on
    if not project.is_held and (met or not project.has_ended(today)):
        return Waiting(project, "The money is no longer held: reserve it again", "expired")
    if met and project.verified_on:
        return Waiting(project, "Met and verified: make it a grant", "commit", last)
    if met:
        return Waiting(project, "Target met: verify the project", "verify", last)
    if project.has_ended(today):
        return Waiting(project, "Campaign ended: look how it ended", "look", last)
    if is_above_limits(project):
        return Waiting(project, "Above what the rules allow now: reduce the pledge", "reduce", last)
    return None
