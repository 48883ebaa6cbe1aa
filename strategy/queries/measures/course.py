"""Whether a measure is on its way: judged along a straight line from its start to its aim."""

from decimal import Decimal

from django.db.models import TextChoices

from strategy.models import Measure
from strategy.queries.measures.words import is_kept_back

# A measure that should stay where it is may move by so much of itself.
LEEWAY = Decimal("0.05")
UP, DOWN, HOLD = Measure.Direction.UP, Measure.Direction.DOWN, Measure.Direction.HOLD


class Course(TextChoices):
    """Where a measure stands against its aim, in words."""

    MET = "met", "Aim met"
    ON_COURSE = "on_course", "On course"
    BEHIND = "behind", "Behind"
    TOO_EARLY = "too_early", "Too early to tell"
    NOT_READ = "not_read", "Not read yet"
    UNREADABLE = "unreadable", "Could not be read"
    KEPT_BACK = "kept_back", "Not shown"
    NO_AIM = "no_aim", "No aim set"


# What each means, for the page that lists them.
MEANINGS = {
    Course.MET: "The latest reading has reached the aim.",
    Course.ON_COURSE: "It stands on, or better than, a straight line from its start to its aim.",
    Course.BEHIND: "It stands short of that line, or the day of the aim has passed.",
    Course.TOO_EARLY: "There is no start to judge it from yet.",
    Course.NOT_READ: "Nobody has read it yet.",
    Course.UNREADABLE: "The latest reading could not be taken; it says why.",
    Course.KEPT_BACK: "The latest figure rests on too few to be shown.",
    Course.NO_AIM: "It is watched, without an aim.",
}


def course_of(measure, reading, *, public=True):
    """The Course of a measure by its latest reading (None when there is none)."""
    if reading is None:
        return Course.NOT_READ
    if reading.value is None:
        return Course.UNREADABLE
    if public and is_kept_back(measure, reading):
        return Course.KEPT_BACK
    if measure.direction == HOLD:
        return _held(measure, reading)
    if measure.target is None:
        return Course.NO_AIM
    return _towards(measure, reading)


def _held(measure, reading):
    aim = measure.baseline if measure.target is None else measure.target
    if aim is None:
        return Course.NO_AIM
    return Course.ON_COURSE if abs(reading.value - aim) <= abs(aim) * LEEWAY else Course.BEHIND


def _towards(measure, reading):
    way = 1 if measure.direction == UP else -1
    if way * reading.value >= way * measure.target:
        return Course.MET
    if reading.on >= measure.target_on:
        return Course.BEHIND
    if measure.baseline is None or reading.on <= measure.baseline_on:
        return Course.TOO_EARLY
    whole = (measure.target_on - measure.baseline_on).days
    done = (reading.on - measure.baseline_on).days
    line = measure.baseline + (measure.target - measure.baseline) * done / whole
    return Course.ON_COURSE if way * reading.value >= way * line else Course.BEHIND
