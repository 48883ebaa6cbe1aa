"""Meetings: agenda, papers, who came, who had an interest, what is to be done."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from civilsociety.choices import known
from civilsociety.ui.kept_file import KeptFile
from civilsociety.ui.searching import vector
from engagement.models.choices import AttendanceKind, ItemKind
from engagement.models.groups import Group, Term
from engagement.states import MeetingState, MinutesState, TaskState

# What is searched in the minutes of an item; the same words make the index.
ITEM_WORDS = vector(["title"], ["minutes"])


class Meeting(models.Model):
    """One meeting of a group. `remote_link` is for members; the public is told that it exists."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=300, blank=True)
    remote_link = models.URLField(max_length=500, blank=True)
    about = models.TextField("what members should know beforehand (Markdown)", blank=True)
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    cancelled_reason = models.TextField(blank=True)
    minutes_state = models.CharField(max_length=10, choices=MinutesState, default=MinutesState.NONE)
    minutes_agreed_on = models.DateField(null=True, blank=True)
    minutes_published_at = models.DateTimeField(null=True, blank=True)
    is_public = models.BooleanField("listed for everybody", default=True)
    agenda_published_at = models.DateTimeField(null=True, blank=True)
    sequence = models.PositiveIntegerField("changes since it was announced", default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    is_sample = models.BooleanField("invented for the demonstration", default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-starts_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_meeting_ends_after_it_starts"
            ),
            models.CheckConstraint(**known("state", MeetingState, "meeting_state_is_known")),
            models.CheckConstraint(
                **known("minutes_state", MinutesState, "minutes_state_is_known")
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.CANCELLED) | ~Q(cancelled_reason=""),
                name="a_cancelled_meeting_says_why",
            ),
            models.CheckConstraint(
                condition=Q(minutes_state=MinutesState.NONE) | Q(state=MeetingState.HELD),
                name="minutes_are_of_a_meeting_that_was_held",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("engagement:meeting", args=[self.group.slug, self.pk])


class AgendaItem(models.Model):
    """One item of an agenda, and later what was said of it. Minutes are Markdown.

    `task` and `review` are the open item it came from.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=ItemKind, default=ItemKind.DISCUSS)
    lead = models.CharField("who leads it", max_length=200, blank=True)
    minutes_planned = models.PositiveSmallIntegerField("minutes", null=True, blank=True)
    about = models.TextField(blank=True)
    is_private = models.BooleanField("kept out of what is published", default=False)
    private_reason = models.TextField("why it is kept out", blank=True)
    task = models.ForeignKey(
        "MeetingTask", models.SET_NULL, null=True, blank=True, related_name="items"
    )
    review = models.ForeignKey(
        "Review", models.SET_NULL, null=True, blank=True, related_name="items"
    )
    minutes = models.TextField("what was said and agreed (Markdown)", blank=True)
    section_key = models.SlugField("section of the strategy", max_length=80, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["meeting", "position", "id"]
        indexes = [GinIndex(ITEM_WORDS, name="agenda_item_by_words")]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_private=False) | ~Q(private_reason=""),
                name="a_private_item_says_why",
            )
        ]

    def __str__(self):
        return self.title


class MeetingPaper(models.Model):
    """A paper of an item: a file kept here or a link. `for_members` keeps it from the public.

    Whoever declared a conflict in its item does not get it.
    """

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="papers")
    title = models.CharField(max_length=200)
    link = models.URLField(max_length=500, blank=True)
    file = models.OneToOneField(
        "PaperFile", models.PROTECT, null=True, blank=True, related_name="paper"
    )
    for_members = models.BooleanField("for members only", default=False)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["item", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file=None) & ~Q(link="") | Q(file__isnull=False, link=""),
                name="a_meeting_paper_is_a_link_or_a_file",
            )
        ]

    def __str__(self):
        return self.title


class PaperFile(KeptFile):
    """The file of a meeting's paper."""

    class Meta:
        triggers = [pgtrigger.Protect(name="kept_as_given", operation=pgtrigger.Update)]

    def __str__(self):
        return self.file_name


class Attendance(models.Model):
    """Whether a member came. Guests have no term: `name` says who they were."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    term = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("guest", max_length=200, blank=True)
    kind = models.CharField(max_length=10, choices=AttendanceKind)
    substitute = models.CharField("who came instead", max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "term"], name="a_member_comes_once"),
            models.CheckConstraint(
                condition=Q(term__isnull=False, name="") | Q(term=None) & ~Q(name=""),
                name="attendance_is_of_a_member_or_a_guest",
            ),
        ]

    def __str__(self):
        return self.name or f"{self.term}"


class Declaration(models.Model):
    """A member's interest in one item; with `is_conflict` the item's papers are withheld."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="declarations")
    term = models.ForeignKey(Term, models.PROTECT, related_name="declarations")
    text = models.CharField("what the interest is", max_length=500)
    is_conflict = models.BooleanField("takes no part in the item", default=True)
    declared_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["item", "id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "term"], name="one_declaration_on_an_item")
        ]

    def __str__(self):
        return self.text


class MeetingTask(models.Model):
    """Something a meeting asked somebody to do, by a day. Open ones come back on the agenda."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="tasks")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="tasks"
    )
    text = models.CharField(max_length=500)
    owner = models.CharField(max_length=200)
    term = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    owner_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=TaskState, default=TaskState.OPEN)
    outcome = models.TextField("what came of it", blank=True)
    ended_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = [F("due_on").asc(nulls_last=True), "id"]
        constraints = [
            models.CheckConstraint(**known("state", TaskState, "meeting_task_state_is_known")),
            models.CheckConstraint(
                condition=Q(state=TaskState.OPEN) | Q(ended_on__isnull=False),
                name="an_ended_task_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=TaskState.DROPPED) | ~Q(outcome=""),
                name="a_dropped_task_says_why",
            ),
        ]

    def __str__(self):
        return self.text
