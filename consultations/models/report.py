"""The published "You said, we did": how it was built, as issued, and whom we told."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from civilsociety.audit.models import Job
from consultations.models.consultation import Consultation
from consultations.models.response import Registration
from consultations.states import DeliveryState


class Report(models.Model):
    """The report of a consultation, with the earlier rounds it also answers."""

    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="report")
    also_covers = models.ManyToManyField(Consultation, related_name="+", blank=True)
    summary = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    decision_reference = models.CharField(max_length=40, blank=True)
    # Keys of “responding as” that count as the sector: their share is a figure of its own.
    sector_types = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    # The version of the strategy in which the changes stand.
    strategy_version = models.ForeignKey(
        "strategy.Version", models.PROTECT, null=True, blank=True, related_name="+"
    )
    revision = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"You said, we did: {self.consultation}"


class ReportBuild(Job):
    """One run that makes the report's files, for a look or for publishing."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="builds")
    # Publish as soon as it is built: the correction's note, and by whom.
    publish = models.BooleanField(default=False)
    note = models.TextField("what this issue corrects", blank=True)
    tell_people = models.BooleanField("tell everyone who registered", default=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return f"Build {self.pk} of {self.report}"


class ReportIssueQuerySet(models.QuerySet):
    def newest(self):
        """One for each report: its latest issue."""
        return self.order_by("report", "-number").distinct("report")


class ReportIssue(models.Model):
    """The report as it was issued. Kept as it is; a correction is a new issue with a note."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="issues")
    number = models.PositiveSmallIntegerField()
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    note = models.TextField(blank=True)
    # What every published count rests on, so that it can be proved again later.
    figures = models.JSONField(default=dict)

    objects = ReportIssueQuerySet.as_manager()

    class Meta:
        ordering = ["report", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="issue_number_is_unique"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(note=""), name="a_correction_says_what_it_corrects"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="as_issued", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.report}, issue {self.number}"


class IssueFile(models.Model):
    """One format of a build, and of the issue it became; the bytes and their SHA-256."""

    class Format(models.TextChoices):
        HTML = "html", "Web page"
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word"
        CSV = "csv", "CSV"
        XLSX = "xlsx", "Spreadsheet"

    build = models.ForeignKey(ReportBuild, models.PROTECT, related_name="files")
    issue = models.ForeignKey(
        ReportIssue, models.PROTECT, null=True, blank=True, related_name="files"
    )
    format = models.CharField(max_length=5, choices=Format)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["build", "format"], name="one_file_per_format")
        ]
        triggers = [
            pgtrigger.Protect(
                name="issued_file_is_kept",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__issue__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.build_id}.{self.format}"


class Mailing(Job):
    """Telling everyone who registered that an issue is published."""

    issue = models.OneToOneField(ReportIssue, models.PROTECT, related_name="mailing")
    subject = models.CharField(max_length=200)
    body = models.TextField()

    def __str__(self):
        return self.subject


class Delivery(models.Model):
    """One message of a mailing to one person: sent once, or the reason why not."""

    mailing = models.ForeignKey(Mailing, models.PROTECT, related_name="deliveries")
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mailing", "registration"], name="one_message_per_person"
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="sent_says_when"
            ),
        ]

    def __str__(self):
        return f"{self.registration}: {self.state}"
