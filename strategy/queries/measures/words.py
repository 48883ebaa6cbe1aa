"""The one form of words for what a measure stands at."""

from django.conf import settings

from civilsociety.documents import headline, total
from civilsociety.ui.words import uk_date
from strategy.models import Measure

NOT_SHOWN = "not shown"
NOT_READ = "could not be read"
KEPT_BACK = "It rests on fewer than {threshold}, or would tell of so few, and is not shown."
_WORDS = {
    Measure.Unit.PERCENT: "{}%",
    Measure.Unit.NUMBER: "{}",
    Measure.Unit.POUNDS: "£{}",
    Measure.Unit.HOURS: "{} hours",
    Measure.Unit.DAYS: "{} days",
}


def value_words(value, unit):
    """A decimal in its unit: “31%”, “£5,000”, “2.5 hours”; “” for none."""
    if value is None:
        return ""
    number = f"{value:,.2f}"
    number = number if unit == Measure.Unit.POUNDS else number.rstrip("0")
    number = number.removesuffix(".00").rstrip(".")
    if number == "1" and unit in (Measure.Unit.HOURS, Measure.Unit.DAYS):
        return _WORDS[unit].format(number).removesuffix("s")
    return _WORDS[unit].format(number)


def is_kept_back(measure, reading):
    """Whether a reading rests on so few people that its figure is not published.

    A source that reads itself holds back by itself what nobody may see.
    """
    if reading.base is None or reading.value is None or reading.from_feed:
        return False
    threshold = settings.SUPPRESSION_THRESHOLD
    if measure.unit == Measure.Unit.PERCENT and 0 <= reading.value <= 100:
        count = round(reading.value * reading.base / 100)
        return not headline(count, reading.base, threshold=threshold).shown
    return not total(reading.base, threshold=threshold).shown


def reading_words(measure, reading, *, public=True):
    """What a reading says: its value, or that it could not be read or is not shown."""
    if reading.value is None:
        return NOT_READ
    if public and is_kept_back(measure, reading):
        return NOT_SHOWN
    return value_words(reading.value, measure.unit)


def base_words(reading):
    """How many a reading rests on: “71”, or “fewer than 10”."""
    if reading.base is None:
        return ""
    return str(total(reading.base, threshold=settings.SUPPRESSION_THRESHOLD))


def kept_back_words():
    """Why a figure is not shown."""
    return KEPT_BACK.format(threshold=settings.SUPPRESSION_THRESHOLD)


def start_words(measure):
    """Where a measure stood: “31% on 1 October 2021”."""
    if measure.baseline is None:
        return "Not known"
    return f"{value_words(measure.baseline, measure.unit)} on {uk_date(measure.baseline_on)}"


def aim_words(measure):
    """Where it should be: “50% by 31 March 2024”."""
    if measure.target is None:
        held = measure.direction == Measure.Direction.HOLD
        return "To stay where it was" if held else "None set"
    return f"{value_words(measure.target, measure.unit)} by {uk_date(measure.target_on)}"
