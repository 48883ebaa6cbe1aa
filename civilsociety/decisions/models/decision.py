"""A record of an executive decision: SI 2012/2089, regulations 12 and 13."""

from datetime import date
from typing import NamedTuple

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from civilsociety.decisions.models.call_in import CallIn
from civilsociety.decisions.models.choices import MakerKind
from civilsociety.decisions.models.guards import DECISION_IS_KEPT, PUBLISHING_IS_COUNTED
from civilsociety.decisions.models.notice import Notice
from civilsociety.decisions.states import IN_FORCE, PUBLIC, PUBLIC_LABELS, DecisionState
from civilsociety.ui.searching import vector

# “21/00055”: the year and a number. Capitals in front tell another series (“OD/21/00003”).
REFERENCE = r"^([A-Z]{2,8}/)?[0-9]{2}/[0-9]{5}$"

# What is searched in a record; the same words make the index.
DECISION_WORDS = vector(["reference", "title", "maker_post"], ["decision", "reasons"])


class DecisionQuerySet(models.QuerySet):
    def published(self):
        """Versions anybody may read, corrected and superseded ones included."""
        return self.filter(state__in=PUBLIC)

    def drafts(self):
        """Versions nobody outside may read yet."""
        return self.filter(state=DecisionState.DRAFT)

    def latest_versions(self):
        """One row for each reference: its latest published version."""
        later = self.model.objects.published().filter(
            reference=OuterRef("reference"), version__gt=OuterRef("version")
        )
        return self.published().exclude(Exists(later))

    def effective_on(self, day):
        """Those that may be acted on on a day: in force, begun, no call-in in the way."""
        stopped = CallIn.objects.stopping(day).filter(decision__reference=OuterRef("reference"))
        return self.filter(state__in=IN_FORCE, effective_from__lte=day).exclude(Exists(stopped))

    def in_order(self):
        """The latest taken first."""
        return self.order_by(F("taken_on").desc(nulls_first=True), "-reference", "-version")


class Decision(models.Model):
    """One version of one record. Published, it is never changed; a correction stands beside it.

    What it allows to be spent hangs on version 1 (`authorities`) and is the same for every
    version: another amount of money is another decision. `effective_from` is the first day on
    which it may be acted on. `published_on` is the day the public could first read it, which for
    a record brought here from elsewhere is earlier than `published_at`.
    """

    reference = models.CharField(
        max_length=17, validators=[RegexValidator(REFERENCE, "Enter a reference like 21/00055.")]
    )
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200)
    maker_kind = models.CharField("who decides", max_length=20, choices=MakerKind)
    maker_name = models.CharField("name", max_length=200, blank=True)
    maker_post = models.CharField("post or body", max_length=200, blank=True)
    delegation = models.ForeignKey(
        "decisions.Authority", models.PROTECT, null=True, blank=True, related_name="used_by"
    )
    notice = models.ForeignKey(
        Notice, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    taken_on = models.DateField("date of the decision", null=True, blank=True)
    published_on = models.DateField("published on", null=True, blank=True)
    can_be_called_in = models.BooleanField(default=True)
    call_in_exempt_reason = models.TextField("why it cannot be called in", blank=True)
    call_in_ends_on = models.DateField("last day for calling it in", null=True, blank=True)
    effective_from = models.DateField("takes effect on", null=True, blank=True)
    decision = models.TextField("what is decided", blank=True)
    reasons = models.TextField(blank=True)
    alternatives = models.TextField("alternatives considered and rejected", blank=True)
    conflicts = models.TextField("conflicts of interest declared", blank=True)
    dispensations = models.TextField("dispensations granted", blank=True)
    is_key = models.BooleanField("key decision", default=False)
    key_reason = models.TextField("why it is a key decision, or not", blank=True)
    divisions = ArrayField(
        models.CharField(max_length=100),
        verbose_name="divisions affected",
        default=list,
        blank=True,
    )
    all_divisions = models.BooleanField("all divisions are affected", default=False)
    state = models.CharField(max_length=10, choices=DecisionState, default=DecisionState.DRAFT)
    ready_at = models.DateTimeField("given to the decision-maker", null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    correction_note = models.TextField("what this version corrects", blank=True)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes"
    )
    is_sample = models.BooleanField("invented for the demonstration", default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-reference", "-version"]
        indexes = [
            models.Index(fields=["-taken_on", "-reference"], name="decision_by_date"),
            models.Index(fields=["state", "-taken_on"], name="decision_by_state"),
            GinIndex(DECISION_WORDS, name="decision_by_words"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "version"], name="a_decision_version_is_used_once"
            ),
            models.UniqueConstraint(
                fields=["reference"],
                condition=Q(state=DecisionState.DRAFT),
                name="one_unpublished_version_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["reference"],
                condition=Q(state=DecisionState.PUBLISHED),
                name="one_current_version_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(reference__regex=REFERENCE), name="decision_reference_form"
            ),
            models.CheckConstraint(
                condition=Q(state__in=DecisionState.values), name="decision_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(maker_kind__in=MakerKind.values), name="decision_maker_is_known"
            ),
            models.CheckConstraint(
                condition=Q(version=1, corrects=None)
                | (Q(version__gt=1, corrects__isnull=False) & ~Q(correction_note="")),
                name="a_corrected_version_says_what_it_corrects",
            ),
            models.CheckConstraint(
                condition=Q(state=DecisionState.DRAFT, published_at=None)
                | (
                    ~Q(state=DecisionState.DRAFT)
                    & Q(
                        published_at__isnull=False,
                        published_on__isnull=False,
                        taken_on__isnull=False,
                        effective_from__isnull=False,
                    )
                ),
                name="a_published_decision_has_its_dates",
            ),
            models.CheckConstraint(
                condition=Q(state=DecisionState.SUPERSEDED, superseded_by__isnull=False)
                | (~Q(state=DecisionState.SUPERSEDED) & Q(superseded_by=None)),
                name="superseded_says_by_which",
            ),
            models.CheckConstraint(
                condition=Q(effective_from=None)
                | Q(taken_on=None)
                | Q(effective_from__gte=F("taken_on")),
                name="no_decision_takes_effect_before_it_is_taken",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="as_decided",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=DECISION_IS_KEPT,
            ),
            pgtrigger.Trigger(
                name="within_its_delegation",
                operation=pgtrigger.UpdateOf("state"),
                when=pgtrigger.Before,
                declare=[("drawn", "record"), ("already", "bigint")],
                condition=pgtrigger.Q(old__state="draft", new__state="published"),
                func=PUBLISHING_IS_COUNTED,
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.title}"

    def get_absolute_url(self):
        return reverse("decisions:decision", args=[self.reference])

    @property
    def slug(self):
        """The reference as addresses spell it: 21-00055."""
        return self.reference.replace("/", "-")

    @property
    def is_published(self):
        """Whether anybody may read it."""
        return self.state in PUBLIC

    @property
    def public_state(self):
        """Its state in a reader's words."""
        return PUBLIC_LABELS[DecisionState][DecisionState(self.state)]

    @property
    def maker(self):
        """Who decides, in one line: the name and the post, or the body."""
        named = ", ".join(part for part in (self.maker_name, self.maker_post) if part)
        return named or self.get_maker_kind_display()

    @property
    def places(self):
        """The divisions affected, in one line."""
        return "All divisions" if self.all_divisions else ", ".join(self.divisions)

    def is_effective(self, day):
        """Whether it may be acted on on a day; asks the database about call-ins."""
        return self.state in IN_FORCE and self.effect(day).begun

    def effect(self, day):
        """From when it may be acted on, as call-ins have left it, and whether that has begun."""
        call_in = CallIn.objects.filter(decision__reference=self.reference).first()
        starts = call_in.effective_from if call_in else self.effective_from
        return Effect(starts, starts is not None and starts <= day, call_in)

    @property
    def first(self):
        """Version 1 of this record, on which its money and its call-in hang."""
        if self.version == 1:
            return self
        return Decision.objects.get(reference=self.reference, version=1)


class Effect(NamedTuple):
    """From which day a published decision may be acted on."""

    starts: date | None  # nobody can say while it is called in, or never
    begun: bool
    call_in: CallIn | None
