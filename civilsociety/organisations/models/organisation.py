"""An organisation, and the other names it is known by."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from civilsociety.organisations.models.choices import District, IncomeBand, Kind
from civilsociety.organisations.models.names import MatchKeyField, match_key
from civilsociety.organisations.states import Status

# Six or seven digits; a charity linked to another adds a dash and its place (“-1”).
CHARITY_NUMBER = r"^[0-9]{6,7}(-[0-9]{1,3})?$"
# Eight characters, digits or capitals, leading zeros kept.
COMPANY_NUMBER = r"^[0-9A-Z]{8}$"


class OrganisationQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not merged into another."""
        return self.exclude(status=Status.MERGED)

    def in_order(self):
        """By name as a person would file it, whatever the database's own alphabet."""
        return self.order_by(Lower("name"), "pk")

    def known_as(self, text):
        """Those whose name, other name or number contains what somebody typed."""
        text = text.strip()
        key = match_key(text)
        if not key:
            return self
        alias = Alias.objects.filter(organisation=OuterRef("pk"), match_key__contains=key)
        numbers = Q(charity_number__startswith=text) | Q(company_number__istartswith=text)
        return self.filter(Q(match_key__contains=key) | numbers | Exists(alias))


class Organisation(models.Model):
    """A group we know: it answered, it sits on a group, or it is paid."""

    name = models.CharField(max_length=200)
    match_key = MatchKeyField()
    kind = models.CharField("kind of organisation", max_length=30, choices=Kind)
    charity_number = models.CharField(max_length=11, blank=True)
    company_number = models.CharField(max_length=8, blank=True)
    district = models.CharField("where it works", max_length=30, choices=District, blank=True)
    income_band = models.CharField("yearly income", max_length=20, choices=IncomeBand, blank=True)
    website = models.URLField(max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PROPOSED)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    is_sample = models.BooleanField("invented for the demonstration", default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(
                fields=["match_key"], opclasses=["gin_trgm_ops"], name="organisation_by_likeness"
            ),
            models.Index(Lower("name"), "id", name="organisation_by_name"),
            models.Index(fields=["charity_number"], name="organisation_by_charity"),
            models.Index(fields=["company_number"], name="organisation_by_company"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="organisation_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="organisation_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(district__in=["", *District.values]),
                name="organisation_district_is_known",
            ),
            models.CheckConstraint(
                condition=Q(income_band__in=["", *IncomeBand.values]),
                name="organisation_income_band_is_known",
            ),
            models.CheckConstraint(
                condition=Q(charity_number="") | Q(charity_number__regex=CHARITY_NUMBER),
                name="organisation_charity_number_form",
            ),
            models.CheckConstraint(
                condition=Q(company_number="") | Q(company_number__regex=COMPANY_NUMBER),
                name="organisation_company_number_form",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.MERGED, merged_into__isnull=False)
                | (~Q(status=Status.MERGED) & Q(merged_into__isnull=True)),
                name="organisation_merged_says_into_which",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("id")), name="organisation_not_merged_into_itself"
            ),
            models.UniqueConstraint(
                fields=["charity_number"],
                condition=Q(status=Status.CONFIRMED) & ~Q(charity_number=""),
                name="one_confirmed_organisation_per_charity_number",
            ),
            models.UniqueConstraint(
                fields=["company_number"],
                condition=Q(status=Status.CONFIRMED) & ~Q(company_number=""),
                name="one_confirmed_organisation_per_company_number",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organisations:organisation", args=[self.pk])

    @property
    def is_merged(self):
        """Whether this organisation now lives under another name."""
        return self.status == Status.MERGED


class Alias(models.Model):
    """Another name of an organisation: a former one, a short one, a merged one's."""

    class Origin(models.TextChoices):
        ADDED = "added", "Added by an officer"
        FORMER = "former", "Former name"
        MERGED = "merged", "Name of an organisation merged into it"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    match_key = MatchKeyField()
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.ADDED)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "aliases"
        ordering = ["added_at", "id"]
        indexes = [
            GinIndex(fields=["match_key"], opclasses=["gin_trgm_ops"], name="alias_by_likeness"),
        ]
        constraints = [
            models.UniqueConstraint("organisation", Lower("name"), name="an_alias_is_listed_once"),
            models.CheckConstraint(condition=~Q(name=""), name="alias_has_a_name"),
        ]

    def __str__(self):
        return self.name
