"""When a version may walk on, and what has to be said of the step."""

from itertools import pairwise

from django.utils import timezone

from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import uk_date
from strategy.rules.versions import check_can_move
from strategy.states import DAYS, MOVES, VersionState

# Meetings are announced before they are held; everything else is recorded once it is so.
MAY_LIE_AHEAD = (VersionState.CABINET, VersionState.FINAL)
# Steps that have pages of their own, because they open the text to everybody or name a decision.
BY_OTHER_PAGES = (VersionState.CONSULTATION_DRAFT, VersionState.FINAL, VersionState.ADOPTED)


def next_states(version):
    """The steps a version may take from where it stands, in the order of the pathway."""
    following = MOVES[VersionState][VersionState(version.state)]
    return [state for state in VersionState if state in following]


def check_can_walk(version, state, *, on, today, until=None, has_sections=True):
    """Raises Refused unless the version may go there on that day (days inclusive)."""
    check_can_move(version, state, has_sections=has_sections)
    check_days(state, on=on, until=until, today=today)
    published = version.published_at and timezone.localdate(version.published_at)
    if published and on < published and state != VersionState.ADOPTED:
        raise Refused("This day is before the text was published. Check the date.")
    if state == VersionState.IN_FORCE and version.adopted_on and on < version.adopted_on:
        raise Refused("A strategy comes into force on the day it was adopted or later.")


def can_walk(version, state, **known):
    """Whether the version may go there on that day."""
    return allows(check_can_walk, version, state, **known)


def check_days(state, *, on, today, until=None):
    """Raises Refused unless the days of a step can be right."""
    if on > today and state not in MAY_LIE_AHEAD:
        raise Refused("This day is in the future. Record the step once it is taken.")
    if until and until < on:
        raise Refused("The last day is before the first. Check the dates.")


def check_can_correct(step, *, on, until, today):
    """Raises Refused unless a recorded step may get these days.

    A day that stays is not judged: the words beside an odd one can be corrected.
    """
    check_days(step.state, on=on, until=until, today=today)
    if step.state in DAYS and on != step.on:
        _check_order(step.version, {**_days(step.version), VersionState(step.state): on})


def _days(version):
    return {state: getattr(version, name) for state, name in DAYS.items()}


def _check_order(version, days):
    """A version is published, adopted, in force, superseded: no day before the one before it."""
    if version.published_at:
        days = {VersionState.FINAL: timezone.localdate(version.published_at), **days}
    known = [(state, day) for state, day in days.items() if day]
    for (before, first), (after, second) in pairwise(known):
        if second < first:
            raise Refused(
                f"“{after.label}” cannot be before “{before.label}”: that was on "
                f"{uk_date(first)}, and this would be on {uk_date(second)}. Check the date."
            )
