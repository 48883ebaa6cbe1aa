"""The public register: each award as it was published, version by version. Never changed."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from civilsociety.audit.models import Job
from civilsociety.organisations.models import District, IncomeBand, Kind
from funding.models.awards import Award
from funding.models.choices import RegrantType
from funding.states import OUTSIDE_LABELS, AwardState

# Only two marks move: that of the latest version, when a later one comes, and by which rules its
# texts were last read. What is searched is made of the rest (and not known yet when this runs).
ONLY_THE_MARKS_MOVE = """
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - '{is_latest,read_by_rules,searched}'::text[]
        = to_jsonb(OLD) - '{is_latest,read_by_rules,searched}'::text[] THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION USING ERRCODE = 'check_violation',
        CONSTRAINT = 'what_was_published_stays',
        MESSAGE = 'what was published stays as it was';
"""


class PublishedAwardQuerySet(models.QuerySet):
    def latest(self):
        """The register as it stands: one row for each award."""
        return self.filter(is_latest=True)


class PublishedAward(models.Model):
    """One version of one row of the register, complete: page, CSV, XLSX and 360Giving read it.

    `amount_pence` is what the award is now (promised less what was released or came back),
    `first_pence` what it was first. `recipient_org_id` is the organisation identifier
    (GB-CHC-…, GB-COH-…, 360G-…). Holds no personal data: `read_by_rules` names the rules by
    which its texts were found clean (`rules.personal`); under other rules they are read again.
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
    read_by_rules = models.CharField(max_length=12, blank=True, editable=False)
    searched = models.GeneratedField(
        expression=SearchVector(
            "reference", "recipient_name", "title", "summary", "charity_number", "company_number",
            config="english",
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )  # fmt: skip

    objects = PublishedAwardQuerySet.as_manager()

    class Meta:
        ordering = ["-awarded_on", "-award_id", "-version"]
        indexes = [
            models.Index(
                fields=["reference"], condition=Q(is_latest=True), name="register_by_reference"
            ),
            models.Index(
                fields=["-amount_pence", "-award"],
                condition=Q(is_latest=True),
                name="register_by_amount",
            ),
            models.Index(
                fields=["recipient_name", "award"],
                condition=Q(is_latest=True),
                name="register_by_recipient",
            ),
            models.Index(
                fields=["recipient_kind", "-awarded_on", "-award"],
                condition=Q(is_latest=True),
                name="register_by_kind",
            ),
            GinIndex(fields=["searched"], condition=Q(is_latest=True), name="register_by_words"),
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
                func=ONLY_THE_MARKS_MOVE,
            )
        ]

    def __str__(self):
        return f"{self.reference}, version {self.version}"

    def get_absolute_url(self):
        return reverse("funding:grant", args=[self.reference])

    @property
    def outside_state(self):
        """Where the award stood, in everybody's words."""
        return OUTSIDE_LABELS[AwardState].get(self.state, self.state)

    @property
    def places(self):
        """Where it takes place: “Swale, Thanet”."""
        known = dict(District.choices)
        return ", ".join(known.get(each, each) for each in self.districts)

    @property
    def kind_name(self):
        """What the organisation is, in the sector's words; nothing where nobody knows."""
        return dict(Kind.choices).get(self.recipient_kind, "")

    @property
    def income_name(self):
        """Its yearly income in a band; nothing where nobody knows."""
        return dict(IncomeBand.choices).get(self.income_band, "")


class RegisterCheck(Job):
    """Proof that the register says what the ledger says, by night or when somebody asks.

    `differences` are sentences, each about one award; `held_back` are references of rows whose
    texts may lead to a person and which therefore no page and no file shows.
    """

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    awards = models.PositiveIntegerField("awards compared", default=0)
    differences = models.JSONField(default=list, blank=True)
    held_back = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"Check of the register, {self.requested_at:%d %b %Y}"

    @property
    def agrees(self):
        """Whether it ended and found nothing."""
        return self.state == self.State.DONE and not (self.differences or self.held_back)
