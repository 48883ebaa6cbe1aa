"""How a pilot stands: its milestones by their day, its quarters by what is filled in."""

from datetime import timedelta
from typing import NamedTuple

from django.db.models import Count, Q

from funding.models import Milestone
from funding.queries.partners.indicators import PLACES
from funding.queries.partners.quarters import in_words, last_day_of, quarters_of, slug_of
from funding.states import AwardState, MilestoneState

OPEN = (MilestoneState.DUE, MilestoneState.SENT_BACK)
SOON = timedelta(days=14)


class QuarterState(NamedTuple):
    """One quarter: its words, its address, and how many of its boxes are filled."""

    words: str
    slug: str
    filled: int
    boxes: int
    is_over: bool

    @property
    def is_complete(self):
        """Whether every box holds a figure."""
        return bool(self.boxes) and self.filled >= self.boxes

    @property
    def label(self):
        """Where it stands, in a few words."""
        if self.is_complete:
            return "Complete"
        if self.filled:
            return f"{self.filled} of {self.boxes} figures"
        return "To be written" if self.is_over else "Not over yet"


def quarters_with_state(award, today):
    """The quarters of an award that have begun, the latest first."""
    boxes = len(PLACES) * award.programme.indicators.count()
    counts = award.readings.values("quarter_starts_on").annotate(n=Count("pk"))
    filled = {each["quarter_starts_on"]: each["n"] for each in counts}
    return [
        QuarterState(
            in_words(first),
            slug_of(first),
            filled.get(first, 0),
            boxes,
            last_day_of(first) < today,
        )
        for first in reversed(quarters_of(award, today))
    ]


def is_overdue(milestone, today):
    """Whether the partner should have given evidence by now."""
    return milestone.state in OPEN and milestone.due_on < today


def overdue(today):
    """Milestones of running awards whose day has passed without evidence, the oldest first."""
    return running().filter(state__in=OPEN, due_on__lt=today).order_by("due_on", "pk")


def to_be_checked():
    """Milestones whose evidence waits for an officer, the oldest first."""
    return running().filter(state=MilestoneState.EVIDENCED).order_by("given_at", "pk")


def due_soon(award, today):
    """What the partner has to give evidence for in the next two weeks, or should have."""
    return award.milestones.filter(Q(state__in=OPEN), due_on__lte=today + SOON)


def running():
    """Milestones of awards that run."""
    return Milestone.objects.filter(award__state=AwardState.ACCEPTED).select_related(
        "award__programme", "award__organisation", "payment"
    )
