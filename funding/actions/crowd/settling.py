"""What becomes of a pledge: a grant when the target is met and the project verified, else void."""

from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import SYSTEM, record
from civilsociety.budget import actions as budget
from civilsociety.refusal import Refused
from civilsociety.rows import move_to
from civilsociety.ui.words import pounds, uk_date
from funding.actions.awarding import agree, make_award
from funding.actions.crowd.rows import held
from funding.models import Project
from funding.rules.crowd import pledging as rules
from funding.states import MOVES, ProjectState


@transaction.atomic
def commit_pledge(*, project, authority, starts_on, ends_on, by, key, now, shown_pence=None):
    """Makes a pledge a grant: an award that runs, its money promised under a decision.

    The amount is reckoned anew: what was pledged, or what the rules allow now if that is less;
    what is over is free again. `shown_pence` is what the officer saw: Refused when it is another
    amount by now. Returns the project; a second time it changes nothing.
    """
    project = held(project)
    if project.state == ProjectState.COMMITTED:
        return project
    rules.check_can_commit(project)
    pence = rules.granted_pence(project)
    if shown_pence is not None and shown_pence != pence:
        raise Refused(
            f"The rules allow {pounds(pence)} now, not {pounds(shown_pence)}: something changed "
            "since you opened this page. Check the amount and send it again."
        )
    award = _award(project, pence, authority, starts_on, ends_on, by=by, key=key, now=now)
    before, project.pledged_pence, project.award = project.pledged_pence, pence, award
    project.raised_pence = max(project.raised_pence + pence - before, 0)
    move_to(project, ProjectState.COMMITTED, moves=MOVES)
    project.save()
    agree(award=award, by=by, now=now)
    record(
        verb="funding.pledge_committed",
        target=project,
        by=by,
        sentence=f"The pledge of {pounds(pence)} to {project} became grant {award.number}.",
        details={"pence": [before, pence], "award": award.number},
    )
    return project


def _award(project, pence, authority, starts_on, ends_on, *, by, key, now):
    if ends_on < starts_on:
        raise Refused("The project must end on or after the day it starts.")
    return make_award(
        programme=project.programme,
        call=project.call,
        organisation=project.organisation,
        title=project.title,
        summary=project.summary,
        pence=pence,
        authority=authority,
        awarded_on=timezone.localdate(now),
        starts_on=starts_on,
        ends_on=ends_on,
        districts=project.districts,
        reservation=project.reservation,
        reason=f"The target of {pounds(project.target_pence)} was met by "
        f"{uk_date(project.target_met_on)} and the project verified on "
        f"{uk_date(project.verified_on)}.",
        by=by,
        key=key,
        now=now,
        is_sample=project.is_sample,
    )


@transaction.atomic
def void_pledge(*, project, why, by, key, now):
    """Gives a pledge up and its money free, if that is still held. Returns the project.

    `by` is None when the service does it because the campaign ended.
    """
    project = held(project)
    if project.state == ProjectState.VOID:
        return project
    rules.check_can_void(project)
    if not why.strip():
        raise Refused("Say why the pledge is given up. Only officers read it.")
    if project.is_held:
        reason = f"The pledge is void. {why.strip()}"
        budget.release(reservation=project.reservation, reason=reason, by=by, key=key, now=now)
    pence = project.pledged_pence
    project.raised_pence = project.others_pence
    move_to(project, ProjectState.VOID, moves=MOVES)
    project.closed_why = why.strip()
    project.save()
    record(
        verb="funding.pledge_void",
        target=project,
        by=by or SYSTEM,
        sentence=f"The pledge of {pounds(pence)} to {project} is void.",
        details={"pence": pence, "why": why.strip()},
    )
    return project


def void_ended(*, now):
    """Voids every pledge whose campaign has ended unmet; returns the projects.

    Each in a transaction of its own, so that a worker who is stopped has lost nothing; what
    changes meanwhile is looked at again under the lock.
    """
    today = timezone.localdate(now)
    waiting = Project.objects.filter(
        state=ProjectState.RESERVED, target_met_on=None, campaign_ends_on__lt=today
    )
    return [done for each in waiting.order_by("pk") if (done := _void_ended(each, today, now))]


@transaction.atomic
def _void_ended(project, today, now):
    project = held(project)
    waits = project.state == ProjectState.RESERVED
    if not waits or not rules.has_ended_unmet(project, today=today):
        return None
    why = (
        f"The campaign ended on {uk_date(project.campaign_ends_on)}; "
        f"{pounds(project.raised_pence)} of {pounds(project.target_pence)} had been raised when "
        f"we last looked, on {uk_date(project.seen_on)}."
    )
    key = uuid5(NAMESPACE_URL, f"void/{project.pk}/{project.reservation_id}")
    try:
        with transaction.atomic():
            return void_pledge(project=project, why=why, by=None, key=key, now=now)
    except Refused:
        return None  # its year is closed, say: the officers see it among what waits
