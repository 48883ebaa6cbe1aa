"""What the pathway puts on pages of others: the desk, the map of the site."""

from datetime import timedelta

from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.ui import clock
from civilsociety.ui.slots import Task
from civilsociety.ui.words import uk_date
from strategy.models import Step, Strategy
from strategy.states import VersionState

WAITS = timedelta(days=7)


def tasks_for(user):
    """The officers' desk: adopted texts not in force yet, meetings held without an outcome."""
    if not user.may(Permission.MANAGE_STRATEGY):
        return []
    return [*_not_in_force(), *_without_outcome(clock.today())]


def _not_in_force():
    steps = Step.objects.filter(
        state=VersionState.ADOPTED, version__state=VersionState.ADOPTED
    ).select_related("version__strategy")
    return [
        Task(
            title=f"Bring {step.version} into force",
            url=_manage(step.version),
            detail=f"It was adopted on {uk_date(step.on)}.",
        )
        for step in steps
    ]


def _without_outcome(today):
    steps = Step.objects.filter(
        state__in=[VersionState.FINAL, VersionState.CABINET],
        outcome="",
        on__lte=today - WAITS,
        version__state__in=[VersionState.FINAL, VersionState.CABINET],
    ).select_related("version__strategy")
    return [
        Task(
            title=f"Say what came of “{step.get_state_display()}”",
            url=_manage(step.version),
            detail=f"{step.version}, {uk_date(step.on)}.",
        )
        for step in steps
    ]


def _manage(version):
    return reverse("strategy:manage", args=[version.strategy.slug, version.number])


def tools_for(user):
    """Nothing of its own: the pathway stands on a version's page."""
    return []


def public_addresses():
    """The pathway of every strategy that has a published version."""
    found = Strategy.objects.filter(versions__published_at__isnull=False).distinct()
    return [reverse("strategy:pathway", args=[strategy.slug]) for strategy in found]
