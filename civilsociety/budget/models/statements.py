"""Signed statements of a year, and the nightly proof of the sums."""

import pgtrigger
from django.db import models
from django.utils import timezone

from civilsociety.audit.models import Job
from civilsociety.budget.models.framework import Year


class Statement(Job):
    """The statement of one closed year: made once by the worker, kept as it was signed."""

    year = models.ForeignKey(Year, models.PROTECT, related_name="statements")
    signed_by_label = models.CharField(max_length=254)
    signed_at = models.DateTimeField(default=timezone.now)
    pdf = models.BinaryField(null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["-signed_at", "-id"]
        triggers = [
            pgtrigger.Protect(
                name="as_signed",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__pdf__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Statement {self.year}"


class Check(Job):
    """One run of `check_budget`: whether every sum agrees, and what does not."""

    agrees = models.BooleanField(null=True, editable=False)
    entries = models.PositiveIntegerField("entries read", default=0, editable=False)
    differences = models.JSONField(default=list, editable=False)

    class Meta:
        ordering = ["-requested_at", "-id"]

    def __str__(self):
        return f"Check of {self.requested_at:%Y-%m-%d %H:%M}"
