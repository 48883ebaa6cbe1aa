"""When a pledge may be held, changed, granted, given up."""

from datetime import timedelta
from functools import partial

from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import pounds, uk_date
from funding.models import Project
from funding.models.choices import ProjectKind
from funding.queries.crowd.limits import rules_of
from funding.queries.crowd.rounds import left_in
from funding.rules.crowd.meter import measure
from funding.states import CallState, ProjectState

# Money is held this many days beyond the campaign's last day, for the project to be verified.
VERIFICATION_DAYS = 30
# When nobody has looked at a campaign for so many days after its end, it counts as unmet.
LOOK_DAYS = 14


def check_has_rules(programme):
    """Raises Refused for a programme without pledge rules."""
    if rules_of(programme) is None:
        raise Refused(f"{programme} has no pledge rules yet. Set them first, then pledge.")


def meter_of(project, *, left=None):
    """The meter of a project, as it stands in the database now; None without pledge rules.

    What is missing and what the round has left bind until we pledge; `left` (pence) saves
    asking for each of many projects. A pledge that stands is counted out of both.
    """
    rules = rules_of(project.programme)
    if rules is None:
        return None
    first = project.state == ProjectState.PROPOSED
    if left is None and project.call_id:
        left = left_in(project.call)
    return measure(
        target=project.target_pence,
        public=project.public_pence,
        cap=rules.cap_pence,
        share_percent=rules.cap_percent,
        together_percent=rules.public_percent,
        funders=_funders(project),
        missing=project.missing_pence if first else None,
        left=left + project.ours_pence if project.call_id else None,
        round_name=project.call.name if project.call_id else "the round",
        stopped=stopped_by(project, rules),
    )


def _funders(project):
    names = [each.funder for each in project.partner_pledges.all() if each.is_public]
    return names[0] if len(names) == 1 else ""


def stopped_by(project, rules):
    """Why a project may have nothing of us under the pledge rules, in words; "" if it may."""
    excluded = [kind for kind in project.kinds if kind in rules.excluded_kinds]
    if excluded:
        what = ProjectKind(excluded[0]).label.partition(":")[0].lower()
        return f"this programme does not support: {what}"
    if rules.no_repeat and (title := supported_as(project)):
        return f"the same project has a pledge of ours already, as “{title}”"
    return ""


def supported_as(project):
    """Under which title the same project is supported already; "" if it is not."""
    if not hasattr(project, "supported_as"):
        row = Project.objects.with_pledges().filter(pk=project.pk).first()
        project.supported_as = row.supported_as if row else ""
    return project.supported_as or ""


def check_can_pledge(project, *, pence, left=None):
    """Raises Refused unless a pledge of so much is within every rule, to the penny."""
    check_has_rules(project.programme)
    meter = meter_of(project, left=left)
    if meter.stopped or not meter.most:
        raise Refused(f"{project}: {meter.words} Refuse it, or change what is wrong with it.")
    if pence > meter.most:
        line = meter.clipped_by
        raise Refused(
            f"{project}: enter {pounds(meter.most)} or less, not {pounds(pence)}: {line.because}."
        )


def check_in_round(project):
    """Raises Refused unless the project is in a round that gives money."""
    if project.call is None:
        raise Refused(f"Put {project} in a round first: the round has the money.")
    if project.call.state == CallState.DRAFT:
        raise Refused(f"{project.call.name} is not published yet. Publish it, then pledge.")
    if project.call.state == CallState.CANCELLED:
        raise Refused(f"{project.call.name} was cancelled. Put {project} in another round.")


def check_may_be_reserved(project, *, today):
    """Raises Refused unless a pledge to this project may be held now, whatever its amount.

    A pledge whose money is no longer held may be held again, while the campaign runs or when
    its target was met.
    """
    again = project.state == ProjectState.RESERVED and not project.is_held
    if project.state == ProjectState.RESERVED and project.is_held:
        raise Refused(
            f"{pounds(project.pledged_pence)} is held for {project} already. "
            "Change the pledge instead."
        )
    if not again and project.state != ProjectState.PROPOSED:
        stands = project.get_state_display()
        raise Refused(f"{project} is not open to a pledge. It stands at: {stands}.")
    if project.has_ended(today) and not project.target_met_on:
        raise Refused(
            f"The campaign of {project} ended on {uk_date(project.campaign_ends_on)}. If it was "
            "extended, change its last day first."
        )
    check_in_round(project)
    check_has_rules(project.programme)


def check_can_reserve_pledge(project, *, pence, today, left=None):
    """Raises Refused unless so much (pence) can be held for the project now."""
    check_may_be_reserved(project, today=today)
    check_can_pledge(project, pence=pence, left=left)


def held_until(project, today):
    """The last day for which a pledge is held: the campaign's end and the days to verify it."""
    return max(project.campaign_ends_on, today) + timedelta(days=VERIFICATION_DAYS)


def check_is_reserved(project):
    """Raises Refused unless a pledge of ours waits for the target."""
    if project.state != ProjectState.RESERVED:
        raise Refused(
            f"No pledge is held for {project}. It stands at: {project.get_state_display()}."
        )


def check_is_held(project):
    """Raises Refused unless the pledge waits and the ledger still holds its money."""
    check_is_reserved(project)
    if not project.is_held:
        held = project.reservation
        became = held.get_state_display().lower() if held else "never held"
        number = f"{held.number} " if held else ""
        until = f" Its last day was {uk_date(held.expires_on)}." if held else ""
        raise Refused(
            f"The money for {project} is no longer held: {number}{became}.{until} "
            "Reserve it again first."
        )


def check_can_change_pledge(project, *, pence):
    """Raises Refused unless the pledge can be changed to so much (pence)."""
    check_is_held(project)
    if pence == project.pledged_pence:
        raise Refused(f"The pledge is {pounds(pence)} already. Enter another amount.")
    check_can_pledge(project, pence=pence)


def check_can_verify(project):
    """Raises Refused unless the project waits to be verified."""
    check_is_reserved(project)
    if project.verified_on:
        raise Refused(f"{project} was verified on {uk_date(project.verified_on)}.")


def granted_pence(project):
    """What a pledge becomes now (pence): what was pledged, or what the rules allow if less.

    What the crowd raised, and what the round has left, no longer bear on it.
    """
    meter = meter_of(project)
    if meter is None or meter.stopped:
        return 0
    return min(project.pledged_pence, meter.limits.most)


def check_can_commit(project):
    """Raises Refused unless the pledge can become a grant: met, verified, held, within the rules.

    All or nothing: a pledge becomes a grant only if the target is met and the project verified.
    """
    check_is_reserved(project)
    if not project.target_met_on:
        target, raised = pounds(project.target_pence), pounds(project.raised_pence)
        raise Refused(
            f"The target of {target} is not met: {raised} was raised when we looked on "
            f"{uk_date(project.seen_on)}. Look again, or void the pledge when the campaign has "
            "ended."
        )
    if not project.verified_on:
        raise Refused("The target is met. Verify the project first.")
    check_is_held(project)
    check_has_rules(project.programme)
    if not granted_pence(project):
        raise Refused(f"{meter_of(project).words} Void the pledge.")


def check_can_void(project):
    """Raises Refused unless a pledge waits that can be given up."""
    check_is_reserved(project)


def has_ended_unmet(project, *, today):
    """Whether the campaign is over and, as far as anybody saw, its target was not met.

    The last day is the whole day in the United Kingdom. A look before the campaign was over
    does not count: somebody may have pledged after it, so the officers are asked to look. After
    `LOOK_DAYS` without a look the campaign counts as unmet.
    """
    if not project.has_ended(today) or project.target_met_on:
        return False
    seen_after = project.seen_on > project.campaign_ends_on
    return seen_after or today > project.campaign_ends_on + timedelta(days=LOOK_DAYS)


can_reserve_pledge = partial(allows, check_can_reserve_pledge)
can_change_pledge = partial(allows, check_can_change_pledge)
can_verify = partial(allows, check_can_verify)
can_commit = partial(allows, check_can_commit)
can_void = partial(allows, check_can_void)
