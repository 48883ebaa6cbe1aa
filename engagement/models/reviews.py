"""Reviews of a draft by a group: comments at the words they speak of, answers, and visits."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from civilsociety.choices import known
from engagement.models.choices import AnswerOutcome, Audience, Standing
from engagement.models.groups import Group, Term
from engagement.states import PUBLIC_LABELS, CommentState, ReviewState
from strategy.models import Change, Version


class ReviewQuerySet(models.QuerySet):
    def of_groups_with(self, terms):
        """Reviews asked of the groups that these terms sit on."""
        return self.filter(group__seats__terms__in=terms).distinct()

    def open_at(self, now):
        """Reviews that take comments at a moment."""
        return self.filter(state=ReviewState.OPEN, closes_at__gt=now)

    def past(self, now):
        """Reviews whose moment has come, and that are not closed yet."""
        return self.filter(state=ReviewState.OPEN, closes_at__lte=now)


class Review(models.Model):
    """An officer asks a group for comments on a version until a moment."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="reviews")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    about = models.TextField("what you ask the group (Markdown)", blank=True)
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.OPEN)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    is_sample = models.BooleanField("invented for the demonstration", default=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_at", "-id"]
        constraints = [
            models.CheckConstraint(**known("state", ReviewState, "review_state_is_known")),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="a_review_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["group", "version"],
                condition=~Q(state=ReviewState.REPORTED),
                name="one_review_of_a_version_at_a_time",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("engagement:review", args=[self.pk])

    def is_open(self, now):
        """Whether it takes comments: until its moment, whether or not the worker has run."""
        return self.state == ReviewState.OPEN and now < self.closes_at

    def shown_state(self, now):
        """Its state as the clock has it."""
        state = ReviewState(self.state)
        return ReviewState.CLOSED if state == ReviewState.OPEN and not self.is_open(now) else state

    def public_state(self, now):
        """Its state in a member's words."""
        return PUBLIC_LABELS[ReviewState][self.shown_state(now)]


class CommentQuerySet(models.QuerySet):
    def sent(self):
        """Comments that others may read."""
        return self.filter(state=CommentState.SENT)

    def unanswered(self):
        """Sent comments that wait for an answer."""
        return self.sent().filter(answer=None)

    def readable_by(self, user, *, officer):
        """What a reader of the review sees: private ones only officers and their writer."""
        own = Q(writer=user) & ~Q(state=CommentState.WITHDRAWN)
        sent = Q(state=CommentState.SENT)
        return self.filter(own | (sent if officer else sent & Q(audience=Audience.GROUP)))


class Comment(models.Model):
    """What a member says of a paragraph, a section, or the whole draft.

    `section_key` "" speaks of the whole; `block` is the number of the paragraph in its section
    when it was written and `anchor_text` its words then, by which it is found again after the
    text was edited or moved.
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="comments")
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    term = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    writer_label = models.CharField("as the group sees its writer", max_length=254)
    section_key = models.SlugField("anchor", max_length=80, blank=True)
    section_title = models.CharField("title it had then", max_length=200, blank=True)
    section_number = models.CharField("number it had then", max_length=20, blank=True)
    block = models.PositiveIntegerField(null=True, blank=True)
    anchor_text = models.TextField(blank=True)
    text_revision = models.PositiveIntegerField("revision of the section then", default=0)
    standing = models.CharField(max_length=10, choices=Standing, blank=True)
    text = models.TextField()
    suggestion = models.TextField("words they would write instead", blank=True)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.GROUP)
    state = models.CharField(max_length=10, choices=CommentState, default=CommentState.SAVED)
    revision = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(**known("state", CommentState, "comment_state_is_known")),
            models.CheckConstraint(
                condition=Q(block=None) | ~Q(section_key=""),
                name="a_paragraph_stands_in_a_section",
            ),
            models.CheckConstraint(
                condition=~Q(state=CommentState.SENT) | Q(sent_at__isnull=False),
                name="a_sent_comment_says_when",
            ),
        ]
        indexes = [models.Index(fields=["review", "section_key"], name="comment_by_section")]

    def __str__(self):
        return self.text[:80]

    def get_absolute_url(self):
        return reverse("engagement:comment", args=[self.review_id, self.pk])

    @property
    def about(self):
        """What it spoke of when it was written: “2.3 Volunteering”, or the whole draft."""
        return f"{self.section_number} {self.section_title}".strip() or "the whole draft"

    @property
    def is_private(self):
        """Whether only officers and its writer read it."""
        return self.audience == Audience.OFFICERS

    @property
    def given_answer(self):
        """Its answer, or None."""
        return getattr(self, "answer", None)


class Agreement(models.Model):
    """A member agrees with another's comment."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="agreements")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "member"], name="a_member_agrees_once")
        ]

    def __str__(self):
        return f"{self.member}: {self.comment_id}"


class Answer(models.Model):
    """What the council does with a comment, and why; `change` is the redline it led to."""

    comment = models.OneToOneField(Comment, models.PROTECT, related_name="answer")
    outcome = models.CharField(max_length=12, choices=AnswerOutcome)
    text = models.TextField("what we did, or why not")
    change = models.ForeignKey(Change, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(**known("outcome", AnswerOutcome, "answer_outcome_is_known"))
        ]

    def __str__(self):
        return f"{self.get_outcome_display()}: {self.text[:80]}"


class Visit(models.Model):
    """When a member last looked at a review, so that it can say what is new since."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="visits")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()
    before_at = models.DateTimeField("the visit before", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "reader"], name="one_visit_row_a_reader")
        ]

    def __str__(self):
        return f"{self.reader}, {self.seen_at}"
