"""A meeting was held: who came, what was said, what is to be done, minutes agreed and published."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from civilsociety.audit.actions import record
from civilsociety.rows import locked
from engagement.actions.meetings.agenda import Clash
from engagement.models import Attendance, MeetingTask
from engagement.queries.groups.membership import members_on
from engagement.rules.meetings import (
    check_can_agree,
    check_can_end,
    check_can_hold,
    check_can_publish_minutes,
    check_can_write,
)
from engagement.states import MeetingState, MinutesState, TaskState


@transaction.atomic
def hold(*, meeting, attendance, guests, by, now):
    """Records that a meeting was held and who came.

    `attendance` maps a term's number to (kind, who came instead); terms of that day alone count.
    `guests` are names. Raises Refused.
    """
    meeting = locked(meeting)
    check_can_hold(meeting, now=now)
    meeting.state, meeting.minutes_state = MeetingState.HELD, MinutesState.DRAFT
    meeting.changed_at = now
    meeting.save()
    _write_attendance(meeting, attendance, guests)
    _record(meeting, by, "held", f"Recorded that “{meeting}” was held.")
    return meeting


@transaction.atomic
def record_attendance(*, meeting, attendance, guests, by, now):
    """Records anew who came, as long as the minutes are open. Raises Refused."""
    meeting = locked(meeting)
    check_can_write(meeting)
    meeting.attendance.all().delete()
    _write_attendance(meeting, attendance, guests)
    _record(meeting, by, "attendance", f"Recorded who came to “{meeting}”.")


def _write_attendance(meeting, attendance, guests):
    for term in members_on(meeting.group, timezone.localdate(meeting.starts_at)):
        if term.pk in attendance:
            kind, instead = attendance[term.pk]
            Attendance.objects.create(meeting=meeting, term=term, kind=kind, substitute=instead)
    for name in guests:
        Attendance.objects.create(meeting=meeting, name=name, kind="present")


@transaction.atomic
def write_minutes(*, item, text, revision, by, now):
    """What was said and agreed under an item; Clash when somebody else wrote since. Raises Refused.

    The same text again changes nothing.
    """
    meeting = locked(item.meeting)
    item = locked(item)
    check_can_write(meeting)
    if item.revision != revision and item.minutes != text:
        raise Clash(item)
    if item.minutes == text:
        return item
    item.minutes, item.revision = text, F("revision") + 1
    item.save()
    item.refresh_from_db()
    meeting.changed_at = now
    meeting.save(update_fields=["changed_at"])
    _record(meeting, by, "minuted", f"Wrote the minutes of “{item}”.")
    return item


@transaction.atomic
def agree_minutes(*, meeting, on, by, now):
    """The group agreed the minutes on a day; from here on they stay as they are. Raises Refused."""
    meeting = locked(meeting)
    unwritten = [item.title for item in meeting.items.all() if not item.minutes.strip()]
    check_can_agree(meeting, unwritten=unwritten)
    meeting.minutes_state, meeting.minutes_agreed_on = MinutesState.AGREED, on
    meeting.changed_at = now
    meeting.save()
    _record(meeting, by, "minutes_agreed", f"The minutes of “{meeting}” were agreed.")
    return meeting


@transaction.atomic
def publish_minutes(*, meeting, by, now):
    """Shows the agreed minutes to everybody, without what is kept private. Raises Refused."""
    meeting = locked(meeting)
    check_can_publish_minutes(meeting)
    meeting.minutes_state, meeting.minutes_published_at = MinutesState.PUBLISHED, now
    meeting.changed_at = now
    meeting.save()
    _record(meeting, by, "minutes_published", f"Published the minutes of “{meeting}”.")
    return meeting


@transaction.atomic
def add_task(*, group, text, owner, by, now, term=None, due_on=None, meeting=None, item=None):
    """Something somebody is to do; `term` when it is a member, `owner` their name in any case."""
    task = MeetingTask.objects.create(
        group=group,
        meeting=meeting,
        item=item,
        text=text,
        owner=owner,
        term=term,
        due_on=due_on,
        created_at=now,
    )
    _record(group, by, "task_added", "An action was agreed.")
    return task


@transaction.atomic
def end_task(*, task, outcome, dropped, by, today):
    """Ends an action as done or dropped, with what came of it. Raises Refused."""
    task = locked(task)
    check_can_end(task, outcome=outcome, dropped=dropped)
    task.state = TaskState.DROPPED if dropped else TaskState.DONE
    task.outcome, task.ended_on = outcome, today
    task.save()
    word = "dropped" if dropped else "done"
    _record(task.group, by, "task_ended", f"An action is {word}.")
    return task


@transaction.atomic
def reopen_task(*, task, by):
    """Takes back that an action has ended; what came of it is kept."""
    task = locked(task)
    task.state, task.ended_on = TaskState.OPEN, None
    task.save()
    _record(task.group, by, "task_reopened", "An action was opened again.")
    return task


def _record(target, by, verb, sentence):
    record(verb=f"engagement.{verb}", target=target, by=by, sentence=sentence)
