"""When a meeting, its agenda, its minutes and its actions may be changed."""

from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import uk_datetime
from engagement.states import MeetingState, MinutesState, TaskState

FROZEN = (MinutesState.AGREED, MinutesState.PUBLISHED)


def check_times(*, starts_at, ends_at):
    """Raises Refused unless the meeting ends after it starts, on the same day or the next."""
    if ends_at <= starts_at:
        raise Refused("The meeting ends before it starts. Check the times.")
    if (ends_at - starts_at).days >= 1:
        raise Refused("A meeting lasts less than a day. Plan the second day as another meeting.")


def check_is_planned(meeting):
    """Raises Refused when the meeting was held or cancelled."""
    if meeting.state == MeetingState.CANCELLED:
        raise Refused("This meeting is cancelled. Plan another.")
    if meeting.state == MeetingState.HELD:
        raise Refused("This meeting was held. Write what happened in its minutes.")


def is_planned(meeting):
    """Whether the meeting is still ahead on paper."""
    return allows(check_is_planned, meeting)


def check_agenda_may_change(meeting):
    """Raises Refused once the meeting is cancelled or its minutes are agreed."""
    if meeting.state == MeetingState.CANCELLED:
        raise Refused("This meeting is cancelled. Plan another.")
    check_minutes_may_change(meeting)


def check_can_send_agenda(meeting, *, items):
    """Raises Refused unless there is an agenda to send of a meeting still ahead."""
    check_is_planned(meeting)
    if not items:
        raise Refused("The agenda is empty. Add an item first.")
    if meeting.agenda_published_at and meeting.changed_at <= meeting.agenda_published_at:
        raise Refused(
            f"The agenda was sent at {uk_datetime(meeting.agenda_published_at)}, and nothing has "
            "changed since. Change it, then send it again."
        )


def check_can_hold(meeting, *, now):
    """Raises Refused unless the meeting has begun and nothing else was recorded."""
    check_is_planned(meeting)
    if now < meeting.starts_at:
        raise Refused("The meeting has not begun. Record who came once it has.")


def check_minutes_may_change(meeting):
    """Raises Refused when the minutes are agreed: they are the group's word now."""
    if meeting.minutes_state in FROZEN:
        raise Refused(
            "The minutes are agreed and stay as they are. Put a correction on the next agenda."
        )


def check_can_write(meeting):
    """Raises Refused unless the meeting was held and its minutes are still open."""
    if meeting.state != MeetingState.HELD:
        raise Refused("Record first that the meeting was held, and who came.")
    check_minutes_may_change(meeting)


def check_can_agree(meeting, *, unwritten):
    """Raises Refused unless every item has its minutes; `unwritten` are titles of those without."""
    check_can_write(meeting)
    if unwritten:
        named = "; ".join(unwritten[:3])
        raise Refused(f"Write what was said of every item first. Still empty: {named}.")


def check_can_publish_minutes(meeting):
    """Raises Refused unless the group has agreed the minutes."""
    if meeting.minutes_state == MinutesState.PUBLISHED:
        raise Refused("The minutes are published already.")
    if meeting.minutes_state != MinutesState.AGREED:
        raise Refused("The group has to agree the minutes first. Record on which day it did.")


def check_can_declare(meeting):
    """Raises Refused once the minutes are agreed or the meeting is cancelled."""
    check_agenda_may_change(meeting)


def check_can_end(task, *, outcome, dropped):
    """Raises Refused unless an open action ends with its outcome told where it is dropped."""
    if task.state != TaskState.OPEN:
        raise Refused("This action has ended already.")
    if dropped and not outcome.strip():
        raise Refused("Say why it is not pursued, so that whoever asked for it can read it.")
