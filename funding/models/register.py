"""The public register: each award as it was published, version by version. Never changed."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone

from civilsociety.organisations.models import District
from funding.models.awards import Award
from funding.models.choices import RegrantType

# Only the mark of the latest version moves, when a later one comes.
ONLY_THE_MARK_MOVES = """
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'is_latest' = to_jsonb(OLD) - 'is_latest' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION USING ERRCODE = 'check_violation',
        CONSTRAINT = 'what_was_published_stays',
        MESSAGE = 'what was published stays as it was';
"""


class PublishedAward(models.Model):
    """One version of one row of the register, complete: page, CSV, XLSX and 360Giving read it.

    `amount_pence` is what the award is now (promised less what was released or came back),
    `first_pence` what it was first. `recipient_org_id` is the organisation identifier
    (GB-CHC-…, GB-COH-…, 360G-…). Holds no personal data.
    """

    award = models.ForeignKey(Award, models.PROTECT, related_name="published")
    version = models.PositiveSmallIntegerField()
    is_latest = models.BooleanField(default=True)
    identifier = models.CharField("360Giving identifier", max_length=80)
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=140)
    summary = models.TextField()
    recipient_name = models.CharField(max_length=200)
    recipient_org_id = models.CharField(max_length=80)
    charity_number = models.CharField(max_length=11, blank=True)
    company_number = models.CharField(max_length=8, blank=True)
    recipient_kind = models.CharField(max_length=30, blank=True)
    income_band = models.CharField(max_length=20, blank=True)
    districts = ArrayField(models.CharField(max_length=30, choices=District), default=list)
    amount_pence = models.BigIntegerField()
    first_pence = models.BigIntegerField()
    applied_pence = models.BigIntegerField(null=True, blank=True)
    awarded_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    department = models.CharField(max_length=200)
    programme_slug = models.CharField(max_length=60)
    programme_name = models.CharField(max_length=120)
    programme_code = models.CharField(max_length=8)
    call_name = models.CharField(max_length=120, blank=True)
    from_open_call = models.BooleanField(default=False)
    objective = models.CharField(max_length=200, blank=True)
    decision_reference = models.CharField(max_length=20, blank=True)
    regrant_type = models.CharField(max_length=6, choices=RegrantType, blank=True)
    state = models.CharField("where the award stood", max_length=12)
    what_changed = models.CharField(
        "what is different from the version before", max_length=300, blank=True
    )
    published_at = models.DateTimeField(default=timezone.now)
    is_sample = models.BooleanField("invented for the demonstration", default=False)

    class Meta:
        ordering = ["-awarded_on", "-award_id", "-version"]
        indexes = [
            models.Index(
                fields=["-awarded_on", "-award"],
                condition=Q(is_latest=True),
                name="register_by_day",
            ),
            models.Index(
                fields=["programme_slug", "-awarded_on", "-award"],
                condition=Q(is_latest=True),
                name="register_by_programme",
            ),
            GinIndex(
                fields=["districts"], condition=Q(is_latest=True), name="register_by_district"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "version"], name="a_version_is_published_once"
            ),
            models.UniqueConstraint(
                fields=["award"],
                condition=Q(is_latest=True),
                name="one_latest_version_of_an_award",
            ),
            models.CheckConstraint(
                condition=Q(amount_pence__gte=0, first_pence__gt=0),
                name="a_published_award_is_some_money",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stays_as_published",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=ONLY_THE_MARK_MOVES,
            )
        ]

    def __str__(self):
        return f"{self.reference}, version {self.version}"
