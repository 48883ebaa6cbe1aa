"""What a partner awarded out of our grant: imported from its file, counted once."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from civilsociety.audit.models import Job
from civilsociety.organisations.models import District
from funding.models.awards import Award


class RegrantImport(Job):
    """One file of a partner's awards, read by the worker: all of it, or none with the reasons.

    `problems` are rows of {cell, value, message}; `sha256` tells the same file from another.
    `rows` is what was read, one row a grant as `rules.partners.grants` gives it; `samples` a few
    of what would be added and changed, `gone` what we have and the file has not, `unread` the
    heads of columns that are not read. Nothing of it is kept as grants until it is confirmed.
    """

    award = models.ForeignKey(Award, models.PROTECT, related_name="imports")
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    problems = models.JSONField(default=list, blank=True)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    total_pence = models.BigIntegerField("what the grants of the file come to", default=0)
    rows = models.JSONField(default=list, blank=True)
    samples = models.JSONField(default=dict, blank=True)
    gone = models.JSONField(default=list, blank=True)
    unread = models.JSONField(default=list, blank=True)
    applied_at = models.DateTimeField("confirmed", null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        verbose_name = "file of onward grants"
        verbose_name_plural = "files of onward grants"
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_at=None, applied_by=None)
                | Q(applied_at__isnull=False, applied_by__isnull=False),
                name="a_confirmed_file_says_by_whom",
            ),
        ]

    def __str__(self):
        return self.file_name

    @property
    def is_ready(self):
        """Whether it was read without a problem and waits to be confirmed."""
        return self.state == Job.State.DONE and not self.problems and self.applied_at is None

    @property
    def changes_something(self):
        """Whether confirming it would change anything."""
        return bool(self.added or self.changed)


class OnwardGrant(models.Model):
    """One grant that a partner made out of ours. Part of our award, never added to it.

    `partner_reference` is the partner's own; with the award it names the grant.
    """

    award = models.ForeignKey(Award, models.PROTECT, related_name="onward_grants")
    partner_reference = models.CharField(max_length=60)
    recipient_name = models.CharField(max_length=200)
    charity_number = models.CharField(max_length=11, blank=True)
    company_number = models.CharField(max_length=8, blank=True)
    title = models.CharField(max_length=140)
    summary = models.TextField()
    amount_pence = models.BigIntegerField()
    awarded_on = models.DateField()
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    district = models.CharField(max_length=30, choices=District, blank=True)
    first_import = models.ForeignKey(RegrantImport, models.PROTECT, related_name="+")
    last_import = models.ForeignKey(RegrantImport, models.PROTECT, related_name="+")
    is_sample = models.BooleanField("invented for the demonstration", default=False)

    class Meta:
        ordering = ["-awarded_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "partner_reference"], name="an_onward_grant_is_counted_once"
            ),
            models.CheckConstraint(
                condition=Q(amount_pence__gt=0), name="an_onward_grant_is_some_money"
            ),
        ]

    def __str__(self):
        return f"{self.partner_reference} {self.recipient_name}"
