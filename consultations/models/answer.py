"""Answering back: what you said, what we did."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from consultations.models.analysis import Quote
from consultations.models.consultation import Consultation
from consultations.states import Outcome
from engagement.models import Point


class Finding(models.Model):
    """One heading of the report: what was said, and what the council did about it.

    `said` and `did` are Markdown. A figure stands in them as `{{name}}`, the name of one
    of the finding's figures: it is counted when the report is built, never typed.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="findings")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=150)
    said = models.TextField("you said", blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.UNDECIDED)
    did = models.TextField("we did, or why nothing changes", blank=True)
    # The stable anchor of the section that changed, or that the point is about.
    strategy_section = models.CharField(max_length=80, blank=True)
    # Keys of the questionnaire sections this finding answers, as `slug/section-key`.
    answers_sections = ArrayField(models.CharField(max_length=130), default=list, blank=True)
    revision = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["consultation", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="finding_outcome_is_known"
            )
        ]

    def __str__(self):
        return self.heading

    @property
    def is_answered(self):
        """Whether it has a reply that could be published."""
        return self.outcome != Outcome.UNDECIDED and bool(self.did.strip())


class FindingFigure(models.Model):
    """A number bound to its data: how many of those who answered gave one of these answers.

    `filters` limits whose responses are counted: `{"respondent_type": [keys]}`; empty
    counts everyone. `any_of` empty counts all who answered the question; `question_key`
    empty counts responses.
    """

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="figures")
    name = models.SlugField(max_length=40)
    question_key = models.CharField(max_length=60, blank=True)
    any_of = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    theme = models.ForeignKey(
        "consultations.Theme", models.PROTECT, null=True, blank=True, related_name="+"
    )
    filters = models.JSONField(default=dict, blank=True)
    # Only this round, or every round the report covers.
    all_rounds = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "name"], name="figure_name_is_unique")
        ]

    def __str__(self):
        return self.name


class FindingQuote(models.Model):
    """A quote shown under a finding, in this order."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="quotes")
    quote = models.ForeignKey(Quote, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "quote"], name="a_quote_is_shown_once")
        ]

    def __str__(self):
        return str(self.quote)


class FindingPoint(models.Model):
    """Something heard in a conversation, shown under a finding beside the answers; never counted.

    It shows only while the conversation's record is checked.
    """

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="points")
    point = models.ForeignKey(Point, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "point"], name="a_point_is_shown_once")
        ]

    def __str__(self):
        return str(self.point)
