"""How bids are judged: the gate, assessors and their scores, interests declared, moderation."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from civilsociety.choices import known
from funding.models.applications import Application
from funding.models.choices import CheckKind, CheckOutcome
from funding.models.programmes import Criterion
from funding.states import AssessmentState

PERSON = settings.AUTH_USER_MODEL


class Check(models.Model):
    """One yes-or-no check of the gate; a “no” that can be mended becomes a dated condition."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="checks")
    kind = models.CharField(max_length=20, choices=CheckKind)
    outcome = models.CharField(max_length=12, choices=CheckOutcome, default=CheckOutcome.PENDING)
    note = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "kind"], name="a_check_is_made_once"),
            models.CheckConstraint(**known("kind", CheckKind, "check_kind_is_known")),
            models.CheckConstraint(**known("outcome", CheckOutcome, "check_outcome_is_known")),
            models.CheckConstraint(
                condition=Q(outcome=CheckOutcome.PENDING) | Q(by__isnull=False, at__isnull=False),
                name="a_check_says_by_whom",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class Condition(models.Model):
    """Something that must happen by a day (inclusive); from a check, the panel or an officer.

    It belongs to the bid and goes over to the award. `before_payment`: nothing is paid until it
    is met.
    """

    application = models.ForeignKey(
        Application, models.PROTECT, null=True, blank=True, related_name="conditions"
    )
    award = models.ForeignKey(
        "Award", models.PROTECT, null=True, blank=True, related_name="conditions"
    )
    check_kind = models.CharField(max_length=20, choices=CheckKind, blank=True)
    text = models.TextField()
    due_on = models.DateField("to be met by")
    before_payment = models.BooleanField("nothing is paid until it is met", default=True)
    met_on = models.DateField(null=True, blank=True)
    met_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    met_how = models.CharField(
        "how it was met, or why it no longer matters", max_length=300, blank=True
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(application__isnull=False) | Q(award__isnull=False),
                name="a_condition_is_of_a_bid_or_an_award",
            ),
            models.CheckConstraint(
                condition=Q(met_on=None) | Q(met_by__isnull=False),
                name="a_met_condition_says_by_whom",
            ),
        ]

    def __str__(self):
        return self.text


class Conflict(models.Model):
    """An interest somebody declared in a bid: from then on it is not there for them."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="conflicts")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    interest = models.TextField("what the interest is")
    declared_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "person"],
                condition=Q(withdrawn_at=None),
                name="an_interest_is_declared_once",
            ),
            models.CheckConstraint(condition=~Q(interest=""), name="an_interest_is_told"),
        ]

    def __str__(self):
        return f"Interest {self.pk} in application {self.application_id}"


class Assessor(models.Model):
    """Somebody who may be drawn to assess the bids of a call, and has said that they read the
    list of applicants and declared every interest (`declared_at`)."""

    call = models.ForeignKey("Call", models.CASCADE, related_name="assessors")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    declared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "person"], name="an_assessor_is_listed_once"),
        ]

    def __str__(self):
        return f"{self.person}, {self.call}"


class Assessment(models.Model):
    """One assessor's reading of one bid; unseen by the others until all are in."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="assessments")
    assessor = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=AssessmentState, default=AssessmentState.DRAWN)
    comment = models.TextField("anything the panel should know", blank=True)
    drawn_at = models.DateTimeField(default=timezone.now)
    scored_at = models.DateTimeField(null=True, blank=True)
    stood_down_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["application", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "assessor"],
                condition=~Q(state=AssessmentState.STOOD_DOWN),
                name="an_assessor_reads_a_bid_once",
            ),
            models.CheckConstraint(**known("state", AssessmentState, "assessment_state_is_known")),
            models.CheckConstraint(
                condition=~Q(state=AssessmentState.SCORED) | Q(scored_at__isnull=False),
                name="a_scored_assessment_says_when",
            ),
        ]

    def __str__(self):
        return f"Assessment {self.pk} of application {self.application_id}"


class Score(models.Model):
    """Points on one criterion, 0 to 5, with the reason for them."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField(null=True, blank=True)
    justification = models.TextField(blank=True)

    class Meta:
        ordering = ["criterion__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "criterion"], name="a_criterion_is_scored_once"
            ),
            models.CheckConstraint(
                condition=Q(points=None) | Q(points__gte=0, points__lte=Criterion.MOST_POINTS),
                name="points_are_from_none_to_five",
            ),
        ]

    def __str__(self):
        return f"{self.criterion}: {self.points}"


class ModeratedScore(models.Model):
    """What the assessors agreed on together after all were in; counts in place of the mean."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="moderated_scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField()
    why = models.TextField()
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["criterion__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "criterion"], name="a_criterion_is_moderated_once"
            ),
            models.CheckConstraint(
                condition=Q(points__gte=0, points__lte=Criterion.MOST_POINTS),
                name="moderated_points_are_from_none_to_five",
            ),
        ]

    def __str__(self):
        return f"{self.criterion}: {self.points}"
