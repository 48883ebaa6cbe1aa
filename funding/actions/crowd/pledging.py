"""Holding money for pledges until their campaigns have ended."""

from uuid import uuid5

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import record
from civilsociety.budget import actions as budget
from civilsociety.budget.models import Move
from civilsociety.refusal import Refused
from civilsociety.rows import locked, move_to
from civilsociety.ui.words import pounds, uk_date
from funding.actions.crowd.rows import held_with_round
from funding.models import Project
from funding.rules.crowd import pledging as rules
from funding.states import MOVES, ProjectState


@transaction.atomic
def reserve_pledge(*, project, pence, by, key, now, paper=""):
    """Holds a pledge (pence) for a project until its campaign has ended and it can be verified.

    Also holds it again where the money is held no longer. Raises Refused where a pledge rule,
    the round’s money or the ledger does not allow it. A second time with one key changes
    nothing. Returns the project.
    """
    project = held_with_round(project)
    if _was_done(project, key):
        return project
    today = timezone.localdate(now)
    rules.check_can_reserve_pledge(project, pence=pence, today=today)
    project.raised_pence += pence - project.ours_pence
    if project.state != ProjectState.RESERVED:
        move_to(project, ProjectState.RESERVED, moves=MOVES)
    _hold(project, pence, by=by, key=key, now=now, paper=paper)
    until = uk_date(project.reservation.expires_on)
    _record("pledge_reserved", project, by, f"{pounds(pence)} is held for {project} until {until}.")
    return project


@transaction.atomic
def reserve_together(*, call, pledges, by, key, now, paper=""):
    """Holds what a panel chose, {project: pence}, all of it or nothing. Returns the projects.

    Refused names the project that stands in the way.
    """
    if not pledges:
        raise Refused("Choose at least one project.")
    locked(call)
    ids = sorted(project.pk for project in pledges)
    chosen = {project.pk: pence for project, pence in pledges.items()}
    projects = list(Project.objects.filter(pk__in=ids, call=call).order_by("pk"))
    if len(projects) != len(ids):
        raise Refused("A project you chose is no longer in this round. Load the page again.")
    return [
        reserve_pledge(
            project=project,
            pence=chosen[project.pk],
            by=by,
            key=uuid5(key, str(project.pk)),
            now=now,
            paper=paper,
        )
        for project in projects
    ]


@transaction.atomic
def change_pledge(*, project, pence, why, by, key, now):
    """Changes what is held for a project, down or up, within every rule. Returns the project.

    The ledger gives the old hold free and holds the new amount, in one act.
    """
    project = held_with_round(project)
    if _was_done(project, key):
        return project
    rules.check_can_change_pledge(project, pence=pence)
    before, paper = project.pledged_pence, project.reservation.paper
    budget.release(
        reservation=project.reservation,
        reason=f"The pledge was changed from {pounds(before)} to {pounds(pence)}. {why}".strip(),
        by=by,
        key=uuid5(key, "release"),
        now=now,
    )
    project.raised_pence = max(project.raised_pence + pence - before, 0)
    _hold(project, pence, by=by, key=key, now=now, paper=paper)
    told = f"The pledge to {project} was changed from {pounds(before)} to {pounds(pence)}."
    _record("pledge_changed", project, by, told, {"pence": [before, pence], "why": why})
    return project


def _was_done(project, key):
    """Whether this very act was carried out already: a form that was sent twice."""
    return project.reservation_id is not None and Move.objects.filter(key=key).exists()


def _hold(project, pence, *, by, key, now, paper):
    """Money in the ledger for a locked project, which remembers it and is saved."""
    until = rules.held_until(project, timezone.localdate(now))
    project.reservation = budget.reserve(
        year=project.call.year,
        head=project.programme.head,
        title=f"Pledge: {project.title}"[:200],
        pence=pence,
        expires_on=until,
        payee=project.organisation,
        paper=paper,
        reason=f"Pledged to {project.title} in {project.call.name}, if the target of "
        f"{pounds(project.target_pence)} is met.",
        by=by,
        key=key,
        now=now,
    )
    project.pledged_pence = pence
    project.save()


def _record(verb, project, by, sentence, details=None):
    told = {"reservation": project.reservation.number, "pence": project.pledged_pence}
    record(
        verb=f"funding.{verb}",
        target=project,
        by=by,
        sentence=sentence,
        details=told | (details or {}),
    )
