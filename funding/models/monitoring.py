"""What grant holders tell us, what both sides change, and how an award may end early."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from civilsociety.choices import known
from civilsociety.organisations.models import District
from funding.models.awards import Award
from funding.models.choices import ReminderKind, ReportKind, Side
from funding.models.files import StoredFile
from funding.models.programmes import Indicator
from funding.states import EndNoticeState, ReportState, VariationState

PERSON = settings.AUTH_USER_MODEL


class Target(models.Model):
    """What an award is meant to reach on one indicator."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="targets")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    value = models.PositiveIntegerField()

    class Meta:
        ordering = ["indicator__position"]
        constraints = [
            models.UniqueConstraint(fields=["award", "indicator"], name="one_target_an_indicator"),
        ]

    def __str__(self):
        return f"{self.indicator}: {self.value}"


class Report(models.Model):
    """One report of an award, expected on a day (inclusive); as long as the award is large."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=10, choices=ReportKind)
    title = models.CharField(max_length=120)
    covers_from = models.DateField()
    covers_until = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.DUE)
    story = models.TextField("what was done and what changed, for the public", blank=True)
    learned = models.TextField("what was learned, for the council", blank=True)
    spent_pence = models.BigIntegerField("spent of the grant", null=True, blank=True)
    sent_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField("what the council answered", blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["state", "due_on"], name="reports_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(covers_until__gte=F("covers_from")), name="a_report_covers_some_time"
            ),
            models.CheckConstraint(
                condition=Q(spent_pence=None) | Q(spent_pence__gte=0),
                name="spending_is_not_negative",
            ),
            models.CheckConstraint(**known("state", ReportState, "report_state_is_known")),
            models.CheckConstraint(**known("kind", ReportKind, "report_kind_is_known")),
        ]

    def __str__(self):
        return f"{self.award.number}, {self.title}"


class ReportedFigure(models.Model):
    """What a report says of one indicator, in one district if it is counted so."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="figures")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    district = models.CharField(max_length=30, choices=District, blank=True)
    value = models.PositiveIntegerField()

    class Meta:
        ordering = ["indicator__position", "district"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "indicator", "district"], name="a_figure_is_reported_once"
            ),
        ]

    def __str__(self):
        return f"{self.indicator}: {self.value}"


class ReportFile(models.Model):
    """A file given with a report."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="files")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return str(self.file)


class Reminder(models.Model):
    """A reminder of a report, by mail: made once for each kind and last day.

    Its messages (`Message`) come about with it and go out once.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=10, choices=ReminderKind)
    due_on = models.DateField("last day it reminds of")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "kind", "due_on"], name="a_reminder_is_made_once"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.report}"


class Variation(models.Model):
    """A change to an award: one side asks, the other agrees.

    `before` and `after` hold what changes, by the names of fields: title, summary, starts_on,
    ends_on, districts, amount_pence, targets. `money_from` is where an increase comes from
    (pks of authority and year), once the council has said so.
    """

    award = models.ForeignKey(Award, models.PROTECT, related_name="variations")
    number = models.PositiveSmallIntegerField()
    side = models.CharField("who asked", max_length=10, choices=Side)
    before = models.JSONField()
    after = models.JSONField()
    money_from = models.JSONField(default=dict, blank=True)
    why = models.TextField()
    state = models.CharField(max_length=10, choices=VariationState, default=VariationState.ASKED)
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["award", "number"]
        constraints = [
            models.UniqueConstraint(fields=["award", "number"], name="a_variation_has_its_number"),
            models.UniqueConstraint(
                fields=["award"],
                condition=Q(state=VariationState.ASKED),
                name="one_variation_is_asked_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=VariationState.AGREED)
                | (Q(answered_by__isnull=False) & ~Q(answered_by=F("asked_by"))),
                name="both_sides_agree_to_a_variation",
            ),
            models.CheckConstraint(**known("state", VariationState, "variation_state_is_known")),
        ]
        triggers = [
            pgtrigger.Protect(
                name="answered_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state__in=["agreed", "declined", "withdrawn"]),
            )
        ]

    def __str__(self):
        return f"{self.award.number}, variation {self.number}"


class EndNotice(models.Model):
    """Three months' notice before an award is ended early or cut (Best Value)."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="end_notices")
    given_on = models.DateField()
    ends_on = models.DateField("the last day it is funded")
    why = models.TextField()
    given_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    answer = models.TextField("what the grant holder answered", blank=True)
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=EndNoticeState, default=EndNoticeState.GIVEN)
    closed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_why = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["award"],
                condition=Q(state=EndNoticeState.GIVEN),
                name="one_notice_of_an_end_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("given_on")), name="a_notice_comes_before_the_end"
            ),
            models.CheckConstraint(**known("state", EndNoticeState, "end_notice_state_is_known")),
        ]

    def __str__(self):
        return f"Notice to end {self.award.number}"
