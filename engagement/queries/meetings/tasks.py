"""Actions that meetings asked for, and what waits to come back on an agenda."""

from django.db.models import Q

from engagement.models import MeetingTask, Review
from engagement.states import ReviewState, TaskState


def tasks_of(group, *, state=""):
    """The actions of a group, open ones first, by the day they are due."""
    rows = group.tasks.select_related("term__seat", "meeting")
    return rows.filter(state=state) if state else rows


def open_tasks(**narrowed):
    """Actions that are still to be done."""
    return MeetingTask.objects.filter(state=TaskState.OPEN, **narrowed).select_related(
        "group", "term__seat"
    )


def open_business(meeting):
    """Open actions of the group and open reviews that this meeting's agenda does not have yet."""
    there = meeting.items.values_list("task", "review")
    tasks_there = {task for task, _ in there if task}
    reviews_there = {review for _, review in there if review}
    tasks = open_tasks(group=meeting.group).exclude(Q(meeting=meeting) | Q(pk__in=tasks_there))
    reviews = Review.objects.filter(group=meeting.group).exclude(
        Q(state=ReviewState.REPORTED) | Q(pk__in=reviews_there)
    )
    return list(tasks), list(reviews)
