"""When things happen in the sample rounds, and the keys by which each happens once."""

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def at(*moment):
    """A moment by the clocks of the United Kingdom; ten o'clock unless it says."""
    return datetime(*(moment if len(moment) > 3 else (*moment, 10)), tzinfo=LONDON)


def key_of(what):
    """A key of the demonstration's own, the same at every loading."""
    return uuid5(NAMESPACE_URL, f"demonstration/grants/{what}")
