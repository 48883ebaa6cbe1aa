"""A strategy, its versions, and their numbered sections."""

import pgtrigger
from django.db import models
from django.db.models import Case, Deferrable, F, Q, Value, When
from django.urls import reverse
from django.utils import timezone

from civilsociety.accounts.permissions import Permission
from strategy.states import PUBLIC_LABELS, PUBLISHED, SETTLED, VersionState

# Who may read a version before the public does.
DRAFT_READERS = (Permission.REVIEW_DRAFTS, Permission.MANAGE_STRATEGY)

_VERSION_IS_KEPT = """
    IF OLD.state = 'draft' THEN
        RETURN NEW;
    END IF;
    IF OLD.state = 'final' AND NEW.state = 'adopted'
        AND (to_jsonb(NEW) - 'state' - 'adopted_on' - 'decision_reference')
          = (to_jsonb(OLD) - 'state' - 'adopted_on' - 'decision_reference') THEN
        RETURN NEW;
    END IF;
    IF to_jsonb(NEW) = to_jsonb(OLD) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A published version of a strategy is never changed.';
"""

# The lock makes a section wait for whoever is publishing its version at this moment.
_SECTION_IS_KEPT = """
    IF TG_OP <> 'INSERT' THEN
        SELECT state INTO version_state FROM strategy_version WHERE id = OLD.version_id FOR SHARE;
        IF version_state <> 'draft' THEN
            RAISE EXCEPTION 'The sections of a published version are never changed.';
        END IF;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        SELECT state INTO version_state FROM strategy_version WHERE id = NEW.version_id FOR SHARE;
        IF version_state <> 'draft' THEN
            RAISE EXCEPTION 'The sections of a published version are never changed.';
        END IF;
        RETURN NEW;
    END IF;
    RETURN OLD;
"""


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

    def visible_to(self, user):
        """Published versions, and drafts for those who may review or manage them."""
        if any(user.is_authenticated and user.may(right) for right in DRAFT_READERS):
            return self
        return self.published()

    def most_settled_first(self):
        """The version in force first: a settled text outranks a later consultation draft."""
        settled = Case(When(state__in=SETTLED, then=Value(0)), default=Value(1))
        return self.order_by(settled, "-number")


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

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "number"], name="a_version_number_is_used_once"
            ),
            models.UniqueConstraint(
                fields=["strategy"],
                condition=Q(state=VersionState.DRAFT),
                name="one_unpublished_draft_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=VersionState.values), name="version_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=VersionState.DRAFT, published_at=None)
                | Q(~Q(state=VersionState.DRAFT), published_at__isnull=False),
                name="published_versions_say_when",
            ),
            models.CheckConstraint(
                condition=Q(state=VersionState.ADOPTED, adopted_on__isnull=False)
                | Q(~Q(state=VersionState.ADOPTED), adopted_on=None),
                name="adopted_versions_say_when",
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
                func=_VERSION_IS_KEPT,
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
    def public_state(self):
        """Its state in a reader's words."""
        return PUBLIC_LABELS[VersionState(self.state)]


class Section(models.Model):
    """A numbered part of one version. `key` is its anchor, and stays over all versions.

    Higher apps point here by foreign key (`related_name="+"`, `PROTECT`).
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="sections")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    key = models.SlugField("anchor", max_length=80)
    position = models.PositiveIntegerField("order in the document, from 1")
    level = models.PositiveSmallIntegerField("depth, 1 for a chapter")
    number = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    body = models.TextField("text (Markdown)", blank=True)

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "key"],
                name="an_anchor_is_used_once",
                deferrable=Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["version", "position"],
                name="a_position_is_used_once",
                deferrable=Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=4), name="sections_are_four_deep_at_most"
            ),
            models.CheckConstraint(
                condition=Q(level=1, parent=None) | Q(level__gt=1, parent__isnull=False),
                name="sections_below_a_chapter_have_a_parent",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="a_section_is_not_its_own_parent"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="published_is_not_changed",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                declare=[("version_state", "text")],
                func=_SECTION_IS_KEPT,
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"

    def get_absolute_url(self):
        return f"{self.version.get_absolute_url()}#{self.key}"
