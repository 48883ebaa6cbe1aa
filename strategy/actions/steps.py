"""Writing down that a version took a step of its pathway."""

from django.utils import timezone

from civilsociety.refusal import Refused
from strategy.models import Step

THROWN_AWAY = "This draft was thrown away meanwhile."


def write_step(
    version, *, by, now, on=None, until=None, body="", outcome="", decision_reference=""
):
    """The step a version has just taken (its state); on the day of `now` unless `on` says else.

    `by` is a user or audit's SYSTEM.
    """
    return Step.objects.create(
        version=version,
        state=version.state,
        on=on or timezone.localdate(now),
        until=until,
        body=body,
        outcome=outcome,
        decision_reference=decision_reference,
        recorded_by=None if isinstance(by, str) else by,
        recorded_at=now,
    )


def lock_step(step):
    """The step as it is now, held until the action ends. Raises Refused where it is gone."""
    try:
        step.refresh_from_db(from_queryset=Step.objects.select_for_update())
    except Step.DoesNotExist as error:
        raise Refused(THROWN_AWAY) from error
    return step
