"""Signed statements of a year, and the nightly proof of the sums."""

import pgtrigger
from django.db import models
from django.utils import timezone

from civilsociety.audit.models import Job
from civilsociety.budget.models.framework import Year


class Statement(Job):
    """The statement of one closed year: made once by the worker, kept as it was signed.

    A year that is reopened and closed again gets another statement beside this one.
    """

    year = models.ForeignKey(Year, models.PROTECT, related_name="statements")
    signed_by_label = models.CharField(max_length=254)
    signed_at = models.DateTimeField(default=timezone.now)
    checked = models.TextField("what was checked before signing", blank=True)

    class Meta:
        ordering = ["-signed_at", "-id"]
        triggers = [
            pgtrigger.Protect(
                name="as_signed",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state=Job.State.DONE),
            ),
        ]

    def __str__(self):
        return f"Statement {self.year}"


class StatementFile(models.Model):
    """One format of a signed statement: the bytes, and their SHA-256."""

    class Format(models.TextChoices):
        HTML = "html", "Web page"
        PDF = "pdf", "PDF"
        CSV = "csv", "CSV"
        XLSX = "xlsx", "Spreadsheet"

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="files")
    format = models.CharField(max_length=5, choices=Format)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "format"], name="one_file_a_format"),
        ]
        triggers = [
            pgtrigger.Protect(name="as_signed", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.statement}, {self.get_format_display()}"


class Check(Job):
    """One run of `check_budget`: whether every sum agrees, and what does not."""

    agrees = models.BooleanField(null=True, editable=False)
    entries = models.PositiveIntegerField("entries read", default=0, editable=False)
    differences = models.JSONField(default=list, editable=False)

    class Meta:
        ordering = ["-requested_at", "-id"]

    def __str__(self):
        return f"Check of {self.requested_at:%Y-%m-%d %H:%M}"
