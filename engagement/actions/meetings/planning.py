"""A meeting is planned, changed, cancelled; its agenda goes out."""

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from civilsociety.rows import locked
from engagement.actions.notices import prepare_notice
from engagement.emails.meetings import agenda_words, cancelled_words
from engagement.models import Meeting, Notice
from engagement.queries.groups.membership import addresses_of
from engagement.rules.meetings import check_can_send_agenda, check_is_planned, check_times
from engagement.states import MeetingState

DESCRIBED = ("title", "starts_at", "ends_at", "place", "remote_link", "about", "is_public")


@transaction.atomic
def plan_meeting(*, group, by, now, **told):
    """Plans a meeting of a group; `told` are the fields of DESCRIBED. Raises Refused."""
    check_times(starts_at=told["starts_at"], ends_at=told["ends_at"])
    if group.closed_on:
        raise Refused("This group is closed and has no more meetings.")
    meeting = Meeting.objects.create(group=group, changed_at=now, created_at=now, **told)
    _write(meeting, by, "planned", f"Planned the meeting “{meeting}”.")
    return meeting


@transaction.atomic
def change_meeting(*, meeting, by, now, **told):
    """Changes when, where or what a meeting is; calendars that follow it are told. Raises Refused.

    Who was already sent the agenda gets it again when day, time or place is another.
    """
    meeting = locked(meeting)
    check_is_planned(meeting)
    check_times(starts_at=told["starts_at"], ends_at=told["ends_at"])
    moved = any(
        getattr(meeting, name) != told[name]
        for name in ("starts_at", "ends_at", "place", "remote_link")
    )
    for name in DESCRIBED:
        setattr(meeting, name, told[name])
    _touch(meeting, now)
    _write(meeting, by, "changed", f"Changed the meeting “{meeting}”.")
    if moved and meeting.agenda_published_at:
        _tell(meeting, agenda_words(meeting, changed=True), now)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting, reason, by, now):
    """Calls a meeting off; whoever had its agenda is told why. Raises Refused."""
    meeting = locked(meeting)
    check_is_planned(meeting)
    meeting.state, meeting.cancelled_reason = MeetingState.CANCELLED, reason
    _touch(meeting, now)
    _write(meeting, by, "cancelled", f"Cancelled the meeting “{meeting}”.")
    if meeting.agenda_published_at:
        _tell(meeting, cancelled_words(meeting), now)
    return meeting


@transaction.atomic
def send_agenda(*, meeting, by, now):
    """Shows the agenda to members (and to everybody, where the meeting is public) and mails it.

    Sent again after changes, it says so. Raises Refused.
    """
    meeting = locked(meeting)
    check_can_send_agenda(meeting, items=meeting.items.count())
    again = meeting.agenda_published_at is not None
    meeting.agenda_published_at = now
    _touch(meeting, now)
    _write(meeting, by, "agenda_sent", f"Sent the agenda of “{meeting}” to the members.")
    _tell(meeting, agenda_words(meeting, changed=again), now)
    return meeting


def _tell(meeting, words, now):
    subject, body = words
    readers = addresses_of(meeting.group, timezone.localdate(now))
    prepare_notice(
        kind=Notice.Kind.MEETING,
        about=f"engagement.meeting:{meeting.pk} change {meeting.sequence}",
        subject=subject,
        body=body,
        readers=dict.fromkeys(readers, ""),
        now=now,
    )


def _touch(meeting, now):
    """Every change has a number, by which calendars know which is the latest."""
    meeting.sequence += 1
    meeting.changed_at = now
    meeting.save()


def _write(meeting, by, verb, sentence):
    record(verb=f"engagement.meeting_{verb}", target=meeting, by=by, sentence=sentence)
