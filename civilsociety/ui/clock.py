"""What time it is, for pages; tests may hold it still.

Actions and rules get their moment as an argument. Views, forms and tags ask here.
"""

from contextlib import contextmanager
from datetime import date, datetime

from django.utils import timezone

_held = []


def now() -> datetime:
    """This moment, aware of its zone."""
    return _held[-1] if _held else timezone.now()


def today() -> date:
    """The date on a calendar in the United Kingdom."""
    return timezone.localdate(now())


@contextmanager
def held_at(moment: datetime):
    """Holds the clock still, for every thread of this process; for tests and demonstrations."""
    _held.append(moment)
    try:
        yield moment
    finally:
        _held.pop()
