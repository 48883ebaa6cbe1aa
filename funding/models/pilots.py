"""A commissioned pilot: milestones with evidence, quarterly indicators, notes of cases."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from civilsociety.choices import known
from civilsociety.organisations.models import District
from funding.models.awards import Award
from funding.models.files import StoredFile
from funding.models.payments import Payment
from funding.models.programmes import Indicator
from funding.states import MilestoneState

PERSON = settings.AUTH_USER_MODEL


class Milestone(models.Model):
    """Something the partner delivers by a day (inclusive); its payment waits until accepted."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="milestones")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    evidence_needed = models.TextField()
    due_on = models.DateField()
    payment = models.OneToOneField(
        Payment, models.PROTECT, null=True, blank=True, related_name="milestone"
    )
    state = models.CharField(max_length=10, choices=MilestoneState, default=MilestoneState.DUE)
    evidence = models.TextField("what the partner says", blank=True)
    given_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField("what the council answered", blank=True)

    class Meta:
        ordering = ["award", "number"]
        constraints = [
            models.UniqueConstraint(fields=["award", "number"], name="a_milestone_has_its_number"),
            models.CheckConstraint(**known("state", MilestoneState, "milestone_state_is_known")),
        ]

    def __str__(self):
        return f"Milestone {self.number}: {self.title}"


class MilestoneFile(models.Model):
    """A file given as evidence."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="files")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return str(self.file)


class Reading(models.Model):
    """One indicator of a pilot in one quarter and district. `quarter_starts_on` is 1 April,
    1 July, 1 October or 1 January."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="readings")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="readings")
    quarter_starts_on = models.DateField()
    district = models.CharField(max_length=30, choices=District)
    value = models.PositiveIntegerField()
    given_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["quarter_starts_on", "indicator__position", "district"]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "indicator", "quarter_starts_on", "district"],
                name="one_reading_a_quarter_and_district",
            ),
            models.CheckConstraint(
                condition=Q(quarter_starts_on__day=1, quarter_starts_on__month__in=[1, 4, 7, 10]),
                name="a_quarter_starts_on_its_first_day",
            ),
        ]

    def __str__(self):
        return f"{self.indicator}, {self.quarter_starts_on}: {self.value}"


class CaseNote(models.Model):
    """What happened in one case, told without personal data."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="case_notes")
    quarter_starts_on = models.DateField()
    district = models.CharField(max_length=30, choices=District, blank=True)
    title = models.CharField(max_length=140)
    text = models.TextField()
    given_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-quarter_starts_on", "-pk"]

    def __str__(self):
        return self.title
