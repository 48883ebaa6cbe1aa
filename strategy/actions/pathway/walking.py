"""A version takes the next step of its pathway."""

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import record
from strategy.actions.steps import lock_step, write_step
from strategy.actions.versions import adopt, lock_version, publish, show_latest
from strategy.models import Version
from strategy.rules.pathway import check_can_correct, check_can_walk
from strategy.states import DAYS, PUBLISHED, VersionState


@transaction.atomic
def walk(*, version, state, on, by, now, until=None, body="", outcome="", decision_reference=""):
    """Takes a version to `state` and records the step; gives the Step back.

    `on` and `until` are inclusive days, `body` is before whom, `outcome` what came of it.
    Publishing and adopting go through their own rules. A version that comes into force takes
    the place of the one in force, which is superseded on the same day. Raises Refused.
    """
    today = timezone.localdate(now)
    version = lock_version(version)
    sections = version.sections.exists()
    check_can_walk(version, state, on=on, until=until, today=today, has_sections=sections)
    if state == VersionState.ADOPTED:
        adopt(
            version=version,
            adopted_on=on,
            decision_reference=decision_reference,
            by=by,
            today=today,
        )
    elif state in PUBLISHED and version.may_change:
        publish(version=version, state=state, by=by, now=now)
    else:
        return _go(version, state, on, until, body, outcome, by, now)
    return _tell_more(version, state, on, until, body, outcome)


def _go(version, state, on, until, body, outcome, by, now):
    """A step that neither opens the text nor adopts it."""
    if state == VersionState.IN_FORCE:
        version.in_force_on = on
        _supersede_the_one_in_force(version, on, by, now)
    if state == VersionState.SUPERSEDED:
        version.superseded_on = on
    version.state = state
    version.save()
    if state in PUBLISHED:
        show_latest(version.strategy)
    step = write_step(version, on=on, by=by, now=now, until=until, body=body, outcome=outcome)
    record(
        verb="strategy.walked",
        target=version,
        by=by,
        sentence=f"Version {version.number} is now: {version.get_state_display().lower()}.",
    )
    return step


def _supersede_the_one_in_force(version, on, by, now):
    others = Version.objects.select_for_update().filter(
        strategy=version.strategy_id, state=VersionState.IN_FORCE
    )
    for other in others.exclude(pk=version.pk):
        other.state, other.superseded_on = VersionState.SUPERSEDED, on
        other.save()
        write_step(other, on=on, by=by, now=now, outcome=f"Version {version.number} followed it.")


def _tell_more(version, state, on, until, body, outcome):
    """Puts what the officer said of the step on the one that publishing or adopting wrote."""
    step = version.steps.filter(state=state).order_by("-pk").first()
    step.on, step.until, step.body, step.outcome = on, until, body, outcome
    step.save()
    return step


@transaction.atomic
def correct_step(*, step, on, body, outcome, by, today, until=None):
    """Corrects the days and words of a step that is on record. Raises Refused.

    The day a version itself remembers (adopted, in force, superseded) goes along.
    """
    version = lock_version(step.version)
    lock_step(step)
    check_can_correct(step, on=on, until=until, today=today)
    before = {"on": str(step.on), "body": step.body, "outcome": step.outcome}
    step.on, step.until, step.body, step.outcome = on, until, body, outcome
    step.save()
    if remembered := DAYS.get(step.state):
        setattr(version, remembered, on)
        version.save()
    after = {"on": str(on), "body": body, "outcome": outcome}
    changed = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    record(
        verb="strategy.step_corrected",
        target=version,
        by=by,
        sentence=f"Corrected what is said of the step “{step.get_state_display()}”.",
        details=changed,
    )
    return step
