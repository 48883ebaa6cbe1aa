"""Meetings as calendar entries that other programs follow."""

from django.conf import settings

from civilsociety.ui.icalendar import Event
from civilsociety.ui.icalendar import calendar as written
from engagement.queries.meetings.reading import meetings_of
from engagement.states import MeetingState

MOST = 200


def of_group(group):
    """The bytes of a group's public meetings; cancelled ones say so."""
    rows = meetings_of(group, inside=False).select_related("group")[:MOST]
    return written(f"{group.name}: meetings", [_event(meeting, "") for meeting in rows])


def of_meeting(meeting, reader):
    """The bytes of one meeting; the link to join only for those inside."""
    link = meeting.remote_link if reader.inside else ""
    return written(meeting.title, [_event(meeting, link)])


def _event(meeting, link):
    lines = [meeting.place, f"Join online: {link}" if link else ""]
    return Event(
        uid=f"meeting-{meeting.pk}@{_host()}",
        at=meeting.starts_at,
        ends=meeting.ends_at,
        summary=meeting.title,
        stamp=meeting.changed_at,
        location=meeting.place,
        description="\n".join(line for line in lines if line),
        url=f"{settings.PUBLIC_URL}{meeting.get_absolute_url()}",
        sequence=meeting.sequence,
        cancelled=meeting.state == MeetingState.CANCELLED,
    )


def _host():
    return settings.PUBLIC_URL.split("//")[-1].split(":")[0].split("/")[0]
