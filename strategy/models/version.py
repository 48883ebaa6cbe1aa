"""A strategy and its versions, which walk the pathway from first draft to superseded."""

import pgtrigger
from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils import timezone

from civilsociety.accounts.permissions import Permission
from strategy.models.guards import VERSION_IS_KEPT
from strategy.states import (
    ADOPTED,
    PUBLIC_LABELS,
    PUBLISHED,
    SETTLED,
    UNPUBLISHED,
    VersionState,
)

# Who may read a version before the public does.
DRAFT_READERS = (Permission.REVIEW_DRAFTS, Permission.MANAGE_STRATEGY)


def reads_drafts(user):
    """Whether this person reads versions before the public does."""
    return user.is_authenticated and any(user.may(right) for right in DRAFT_READERS)


class Strategy(models.Model):
    """What the council says it will do in one field; its text lives in the versions.

    Title, summary and period are those of the latest published version.
    """

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    period = models.CharField("years it covers", max_length=60, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "strategies"

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("strategy:strategy", args=[self.slug])


class VersionQuerySet(models.QuerySet):
    def published(self):
        """Versions anybody may read."""
        return self.filter(state__in=PUBLISHED)

    def unpublished(self):
        """Versions whose text is still worked on."""
        return self.filter(state__in=UNPUBLISHED)

    def visible_to(self, user):
        """Published versions, and drafts for those who may review or manage them."""
        return self.visible(reads_drafts(user))

    def visible(self, drafts):
        """Published versions, and with `drafts` the others."""
        return self if drafts else self.published()

    def most_settled_first(self):
        """The one in force, the latest settled text, other published ones, drafts last of all."""
        place = Case(
            When(state=VersionState.IN_FORCE, then=Value(0)),
            When(state__in=SETTLED, then=Value(1)),
            When(state__in=UNPUBLISHED, then=Value(3)),
            default=Value(2),
        )
        return self.order_by(place, "-number")


class Version(models.Model):
    """One text of the strategy; once published it is never changed, only followed by another."""

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=20, choices=VersionState.choices, default=VersionState.DRAFT
    )
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    period = models.CharField("years it covers", max_length=60, blank=True)
    label = models.CharField(
        "name of this version",
        max_length=120,
        blank=True,
        help_text="What readers call it, like “Consultation draft, September 2021”.",
    )
    note = models.TextField(
        "what is new in this version",
        blank=True,
        help_text="One or two sentences for the page that lists the versions.",
    )
    is_sample = models.BooleanField("written for the demonstration", default=False)
    digest = models.CharField("fingerprint of the imported text", max_length=64, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    decision_reference = models.CharField(max_length=40, blank=True)
    in_force_on = models.DateField("in force since", null=True, blank=True)
    superseded_on = models.DateField(null=True, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "number"], name="a_version_number_is_used_once"
            ),
            models.UniqueConstraint(
                fields=["strategy"],
                condition=Q(state__in=UNPUBLISHED),
                name="one_unpublished_draft_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=VersionState.values), name="version_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNPUBLISHED, published_at=None)
                | Q(~Q(state__in=UNPUBLISHED), published_at__isnull=False),
                name="published_versions_say_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ADOPTED, adopted_on__isnull=False)
                | Q(state=VersionState.SUPERSEDED)
                | Q(~Q(state__in=ADOPTED), adopted_on=None),
                name="adopted_versions_say_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=VersionState.IN_FORCE) | Q(in_force_on__isnull=False),
                name="versions_in_force_say_since_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=VersionState.SUPERSEDED) | Q(superseded_on__isnull=False),
                name="superseded_versions_say_when",
            ),
            models.UniqueConstraint(
                fields=["strategy"],
                condition=Q(state=VersionState.IN_FORCE),
                name="one_version_in_force_at_a_time",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_is_not_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__state__in=[str(s) for s in PUBLISHED]),
            ),
            pgtrigger.Trigger(
                name="published_is_not_changed",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=VERSION_IS_KEPT,
            ),
        ]

    def __str__(self):
        return f"{self.title}: {self.name}"

    def get_absolute_url(self):
        return reverse("strategy:version", args=[self.strategy.slug, self.number])

    @property
    def name(self):
        """What readers call this version: its label, or its number."""
        return self.label or f"Version {self.number}"

    @property
    def is_published(self):
        """Whether anybody may read it."""
        return self.state in PUBLISHED

    @property
    def may_change(self):
        """Whether its text is still worked on: nobody outside has read it."""
        return self.state in UNPUBLISHED

    @property
    def public_state(self):
        """Its state in a reader's words."""
        return PUBLIC_LABELS[VersionState][VersionState(self.state)]
