"""The forward plan: what will be decided, and how long the notice has run."""

from dataclasses import dataclass

from civilsociety.decisions.models import Decision, Notice, Route
from civilsociety.decisions.states import NoticeState
from civilsociety.ui import days

CLEAR_DAYS = {Route.NOTICE: 28, Route.GENERAL_EXCEPTION: 5, Route.SPECIAL_URGENCY: 0}


def notice_days(route):
    """How many clear days must lie between a notice by this route and its decision."""
    return CLEAR_DAYS[Route(route)]


def earliest_decision(published_on, route):
    """The first day on which a matter announced on `published_on` may be decided."""
    count = notice_days(route)
    return days.after_clear_days(published_on, count) if count else published_on


@dataclass(frozen=True)
class Countdown:
    """How many clear days of a notice have run by a day, and how many it needs."""

    needed: int
    run: int
    earliest: object

    @property
    def left(self):
        """Clear days still to run."""
        return max(self.needed - self.run, 0)


def countdown(notice, *, today):
    """The clear days of a published notice, counted to today."""
    needed = notice_days(notice.route)
    run = days.clear_days(notice.published_on, today + days.DAY)
    return Countdown(needed, min(run, needed), earliest_decision(notice.published_on, notice.route))


def forward_plan(*, today):
    """(notice, countdown) of every decision that is expected, next first."""
    return [(notice, countdown(notice, today=today)) for notice in Notice.objects.expected()]


def decided_or_withdrawn(number=20):
    """The notices on which there is nothing more to expect, latest first."""
    expected = Notice.objects.expected().values("pk")
    return Notice.objects.public().exclude(pk__in=expected)[:number]


def decisions_on(notice):
    """The latest published versions of what was decided on a notice."""
    return Decision.objects.latest_versions().filter(notice=notice).in_order()


def undecided_notices():
    """Notices a draft may name: published, or being written."""
    return Notice.objects.exclude(state=NoticeState.WITHDRAWN)
