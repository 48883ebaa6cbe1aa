"""Reports on progress to Cabinet and committee, as they were made and published."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from civilsociety.audit.models import Job
from strategy.models.version import Strategy


class ProgressReport(Job):
    """One report on progress, annual or six-monthly; its files are made by the worker.

    Days are inclusive. What it says of the measures and actions is frozen in `figures` when it
    is made; made anew until it is published, never after.
    """

    class Kind(models.TextChoices):
        ANNUAL = "annual", "Annual report"
        SIX_MONTHLY = "six_monthly", "Six-monthly report"

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="progress_reports")
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=200)
    starts_on = models.DateField("from")
    ends_on = models.DateField("to")
    to_whom = models.CharField("made for", max_length=200)
    meets_on = models.DateField("considered on", null=True, blank=True)
    introduction = models.TextField(blank=True)
    conclusion = models.TextField("what follows", blank=True)
    figures = models.JSONField(default=dict)
    made_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    # Grows with each change of the texts: `figures` say which one they were made with.
    revision = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_sample = models.BooleanField("written for the demonstration", default=False)

    class Meta:
        ordering = ["-ends_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="a_report_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(made_at__isnull=False),
                name="a_published_report_is_made",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_report_is_kept",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__published_at__isnull=False),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("strategy:progress_report", args=[self.strategy.slug, self.pk])


class ProgressFile(models.Model):
    """One format of a report on progress."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word"

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="files")
    format = models.CharField(max_length=5, choices=Format)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "format"], name="one_progress_file_per_format"
            )
        ]

    def __str__(self):
        return f"{self.report_id}.{self.format}"
