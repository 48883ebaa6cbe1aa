"""What the officers’ page says of the source a measure reads itself from."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from strategy.queries.measures.words import value_words
from strategy.slots import feeds


@dataclass(frozen=True)
class Source:
    """The feed's title (none when it is gone), and the readings with what it says of each now."""

    title: str
    differs: list = field(default_factory=list)


def source_of(measure, row):
    """The Source of a measure, or None for one that people read."""
    if not measure.feed:
        return None
    feed = feeds().get(measure.feed)
    standing = {each.day: each for each in row.readings}
    differs = [
        (standing[day], value_words(_number(each["value"]), measure.unit) or "it cannot tell")
        for each in measure.source_says
        if (day := date.fromisoformat(each["on"])) in standing
    ]
    return Source(feed.title if feed else "", differs)


def _number(text):
    return None if text is None else Decimal(text)
