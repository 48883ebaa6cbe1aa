"""Writing down projects: as they were found, as they are seen again, and what was said of them."""

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from civilsociety.rows import locked, move_to
from civilsociety.ui.words import pounds, uk_date
from funding.actions.crowd.rows import held
from funding.models import Project
from funding.rules.crowd import pledging
from funding.rules.crowd import projects as rules
from funding.states import MOVES, ProjectState

PARTICULARS = (
    "call", "organisation", "title", "summary", "kinds", "districts", "platform_url",
    "target_pence", "campaign_ends_on",
)  # fmt: skip


@transaction.atomic
def add_project(
    *, programme, by, now, raised_pence=0, seen_on=None, is_sample=False, **particulars
):
    """Writes down a project of the platform, not yet considered. Returns it.

    `particulars`: call, organisation, title, summary, kinds, districts, platform_url,
    target_pence, campaign_ends_on. Raises Refused for personal data and for a known page.
    """
    locked(programme)  # two officers who add one page wait for each other
    today = timezone.localdate(now)
    project = Project(
        programme=programme,
        raised_pence=raised_pence,
        seen_on=seen_on or today,
        added_by=by,
        added_at=now,
        is_sample=is_sample,
        **_known(particulars),
    )
    rules.check_particulars(project)
    rules.check_can_refresh(project, seen_on=project.seen_on, today=today)
    _tell_met(project)
    project.save()
    _record("project_added", project, by, f"{project} of {project.organisation} was added.")
    return project


@transaction.atomic
def change_project(*, project, by, **particulars):
    """Corrects what a project is, until it is granted. Returns it."""
    project = held(project)
    rules.check_can_change(project)
    particulars = _known(particulars)
    if "call" in particulars:
        rules.check_can_move_round(project, particulars["call"])
    before = {name: str(getattr(project, name)) for name in particulars}
    for name, value in particulars.items():
        setattr(project, name, value)
    changed = {name: [old, str(getattr(project, name))] for name, old in before.items()
               if old != str(getattr(project, name))}  # fmt: skip
    if not changed:
        return project
    rules.check_particulars(project)
    if "target_pence" in changed:
        _tell_met(project)
    project.save()
    _record("project_changed", project, by, f"{project} was changed.", changed)
    return project


def _known(particulars):
    if unknown := set(particulars) - set(PARTICULARS):
        raise TypeError(f"A project has no {', '.join(sorted(unknown))}.")
    return particulars


def _tell_met(project):
    """The target is met from the day it is first seen met; not any more if it is seen unmet."""
    if project.raised_pence < project.target_pence:
        project.target_met_on = None
    elif project.target_met_on is None:
        project.target_met_on = project.seen_on


@transaction.atomic
def refresh_project(*, project, raised_pence, seen_on, by, now):
    """Writes down what the platform shows as raised, all pledges together, on a day."""
    project = held(project)
    rules.check_can_change(project)
    rules.check_can_refresh(project, seen_on=seen_on, today=timezone.localdate(now))
    before, was_met = project.raised_pence, project.target_met_on
    project.raised_pence, project.seen_on = raised_pence, seen_on
    _tell_met(project)
    project.save()
    met = " The target is met." if project.target_met_on and not was_met else ""
    _record(
        "project_seen",
        project,
        by,
        f"{pounds(raised_pence)} of {pounds(project.target_pence)} was raised for {project} on "
        f"{uk_date(seen_on)}.{met}",
        {"raised_pence": [before, raised_pence]},
    )
    return project


@transaction.atomic
def verify_project(*, project, how, by, now):
    """Says that somebody made sure of a project, and how: it is real, and as it was described."""
    project = held(project)
    pledging.check_can_verify(project)
    if not how.strip():
        raise Refused("Say how you made sure: what you saw, whom you asked.")
    project.verified_on = timezone.localdate(now)
    project.verified_by, project.verified_how = by, how.strip()
    project.save()
    _record("project_verified", project, by, f"{project} was verified.", {"how": how.strip()})
    return project


@transaction.atomic
def say_same(*, project, other, by):
    """Says that a project is the same as an earlier one; None says that it is none of them.

    All projects that are one point at the first of them, so that no row of them can be missed.
    """
    project = held(project)
    if other is None:
        project.same_as = None
        project.save()
        _record("project_is_another", project, by, f"{project} is a project of its own.")
        return project
    rules.check_same(project, other)
    first = other.same_as or other
    if first.pk == project.pk:
        return project
    Project.objects.filter(same_as=project).update(same_as=first)
    project.same_as = first
    project.save()
    _record("project_is_same", project, by, f"{project} is the same project as {first}.")
    return project


@transaction.atomic
def refuse_project(*, project, why, by):
    """Says that a project gets no pledge, and why; the reason is the officers’ own."""
    project = held(project)
    rules.check_can_refuse(project)
    if not why.strip():
        raise Refused("Say why. Only officers read it.")
    move_to(project, ProjectState.REFUSED, moves=MOVES)
    project.closed_why = why.strip()
    project.save()
    _record("project_refused", project, by, f"{project} was refused.", {"why": why.strip()})
    return project


@transaction.atomic
def reconsider_project(*, project, why, by):
    """Takes up again what was refused or became void, because of a mistake or a new date."""
    project = held(project)
    rules.check_can_reconsider(project)
    if not why.strip():
        raise Refused("Say why it is taken up again.")
    before = {"state": project.get_state_display(), "why": project.closed_why}
    move_to(project, ProjectState.PROPOSED, moves=MOVES)
    project.pledged_pence = project.reservation = None
    project.verified_on = project.verified_by = None
    project.closed_why = project.verified_how = ""
    project.save()
    said = {"before": before, "why": why.strip()}
    _record("project_reconsidered", project, by, f"{project} is considered again.", said)
    return project


def _record(verb, project, by, sentence, details=None):
    record(verb=f"funding.{verb}", target=project, by=by, sentence=sentence, details=details or {})
