"""What meetings put on pages of others: the desk, a group's pages, the account page."""

from datetime import timedelta

from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.accounts.slots import Section
from civilsociety.ui import clock
from civilsociety.ui.slots import Panel, Task
from civilsociety.ui.words import uk_date
from engagement.models import Group, Meeting
from engagement.queries.meetings.reading import meetings_of, next_meeting, reader_of
from engagement.queries.meetings.tasks import open_tasks
from engagement.states import MeetingState, MinutesState

MINUTES_TAKE = timedelta(days=14)
SHOWN = 5


def tasks_for(user):
    """The officers' desk: meetings to record, minutes to write, actions that are late."""
    if not user.may(Permission.MANAGE_ENGAGEMENT):
        return []
    now = clock.now()
    return [*_to_record(now), *_to_minute(now), *_late(clock.today())]


def _to_record(now):
    over = Meeting.objects.filter(state=MeetingState.PLANNED, ends_at__lt=now)
    return [
        Task(
            title=f"Record who came to {meeting}",
            url=_manage(meeting),
            detail=f"It was on {uk_date(meeting.starts_at)}.",
        )
        for meeting in over.select_related("group")
    ]


def _to_minute(now):
    drafts = Meeting.objects.filter(
        minutes_state=MinutesState.DRAFT, ends_at__lt=now - MINUTES_TAKE
    )
    return [
        Task(
            title=f"Finish the minutes of {meeting}",
            url=_manage(meeting),
            detail=f"The meeting was on {uk_date(meeting.starts_at)}.",
        )
        for meeting in drafts
    ]


def _late(today):
    """One task a group, however many of its actions are late."""
    late = {}
    for task in open_tasks(due_on__lt=today):
        late.setdefault(task.group, []).append(task)
    return [
        Task(
            title=f"{len(rows)} late {'action' if len(rows) == 1 else 'actions'} of {group}",
            url=f"{reverse('engagement:tasks', args=[group.slug])}?state=open",
            due=f"Since {uk_date(min(row.due_on for row in rows))}",
            urgent=True,
        )
        for group, rows in late.items()
    ]


def _manage(meeting):
    return reverse("engagement:manage_meeting", args=[meeting.pk])


def tools_for(user):
    """Nothing of its own: meetings stand on a group's page."""
    return []


def public_addresses():
    """The list of meetings of every public group, and each public meeting."""
    groups = Group.objects.filter(is_public=True)
    lists = [reverse("engagement:meetings", args=[group.slug]) for group in groups]
    rows = Meeting.objects.filter(is_public=True, group__is_public=True).select_related("group")
    return [*lists, *(meeting.get_absolute_url() for meeting in rows)]


def sections_for(user):
    """The account page: what this member is to do."""
    tasks = list(open_tasks(term__user=user))
    if not tasks:
        return []
    rows = [(_task_words(task), _group_page(task.group)) for task in tasks]
    return [Section("What you are to do for your groups", rows=rows)]


def _task_words(task):
    due = f", by {uk_date(task.due_on)}" if task.due_on else ""
    return f"{task.text}{due}"


def _group_page(group):
    return reverse("engagement:group_members", args=[group.slug])


def group_panels(group, user, today):
    """On the group's public page: the next meeting and the latest minutes."""
    inside = reader_of(user, group, today).inside
    context = {
        "group": group,
        "next": next_meeting(group, clock.now(), inside=inside),
        "latest": list(
            meetings_of(group, inside=inside)
            .filter(minutes_state=MinutesState.PUBLISHED)
            .select_related("group")[:3]
        ),
    }
    return [Panel("engagement/meetings/on_group.html", context)]


def member_panels(group, user, today):
    """On the members' page: the next meeting, and what this member is to do."""
    context = {
        "group": group,
        "next": next_meeting(group, clock.now(), inside=True),
        "tasks": list(open_tasks(group=group, term__user=user)),
        "today": today,
    }
    return [Panel("engagement/meetings/for_members.html", context)]


def officer_panels(group, user, today):
    """On the officers' page: meetings ahead and lately, open actions."""
    context = {
        "group": group,
        "meetings": list(group.meetings.all()[:SHOWN]),
        "open": open_tasks(group=group).count(),
        "late": open_tasks(group=group, due_on__lt=today).count(),
    }
    return [Panel("engagement/meetings/for_officers.html", context)]
