"""The dates of an election: as a list on its page, and as a calendar."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from civilsociety.ui.icalendar import Event, calendar
from engagement.states import ElectionState

STEPS = (
    ("nominations_open_at", "Nominations open", "Organisations on the roll put people forward."),
    ("nominations_close_at", "Nominations close", "Whoever was put forward has said yes by then."),
    ("voting_opens_at", "Voting opens", "Each organisation on the roll gets its link by mail."),
    ("voting_closes_at", "Voting ends", "The votes are counted after that."),
)


@dataclass(frozen=True)
class Step:
    """One moment of an election."""

    field: str
    title: str
    note: str
    at: datetime
    is_past: bool


def timetable(election, now):
    """The moments of an election in order."""
    return [
        Step(field, title, note, getattr(election, field), getattr(election, field) <= now)
        for field, title, note in STEPS
    ]


def election_calendar(election):
    """The dates as a calendar; `revision` grows with each move, so that calendars follow."""
    address = settings.PUBLIC_URL + election.get_absolute_url()
    events = [
        Event(
            uid=f"election-{election.pk}-{field}@{settings.PUBLIC_URL.split('//')[-1]}",
            at=getattr(election, field),
            summary=f"{title}: {election.title}",
            stamp=election.called_at or election.created_at,
            description=f"{election.group}. {note}",
            url=address,
            sequence=election.revision,
            cancelled=election.state == ElectionState.CANCELLED,
        )
        for field, title, note in STEPS
    ]
    return calendar(f"{election.group}: {election.title}", events)
