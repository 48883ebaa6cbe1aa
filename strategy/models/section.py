"""The numbered sections of a version, each change of one, and who is writing in it now."""

from datetime import UTC, timedelta

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Deferrable, F, Q
from django.utils import timezone

from civilsociety.ui.searching import vector
from strategy.models.guards import BELONGS_TO_A_DRAFT
from strategy.models.version import Version

LOCK_LASTS = timedelta(minutes=15)

OF_A_DRAFT = {
    "operation": pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    "when": pgtrigger.Before,
    "declare": [("version_state", "text")],
    "func": BELONGS_TO_A_DRAFT,
}


# What is searched in a section; the same words make its index.
SECTION_WORDS = vector(["title"], ["body"])


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
    # Grows with each change: whoever saves says which one they began from.
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["version", "position"]
        indexes = [GinIndex(SECTION_WORDS, name="section_by_words")]
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
            pgtrigger.Trigger(name="published_is_not_changed", **OF_A_DRAFT),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"

    def get_absolute_url(self):
        return f"{self.version.get_absolute_url()}#{self.key}"


class SectionRevision(models.Model):
    """A section as it stood after one change of it; nothing anybody wrote is ever lost.

    Held by the version and the anchor, so that it outlives a section that was taken out.
    """

    class How(models.TextChoices):
        BEGUN = "begun", "As the version began"
        IMPORTED = "imported", "Came in with a file"
        WRITTEN = "written", "Written in the browser"
        MOVED = "moved", "Moved or renumbered"
        TAKEN_OUT = "taken_out", "Taken out"
        RESTORED = "restored", "Put back as it was"

    version = models.ForeignKey(Version, models.CASCADE, related_name="revisions")
    key = models.SlugField("anchor", max_length=80)
    revision = models.PositiveIntegerField()
    number = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField()
    parent_key = models.SlugField("anchor of the section it stood in", max_length=80, blank=True)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    how = models.CharField(max_length=10, choices=How)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "key", "revision"], name="a_revision_has_its_own_number"
            ),
        ]
        triggers = [pgtrigger.Protect(name="kept_as_written", operation=pgtrigger.Update)]

    def __str__(self):
        return f"{self.key}, revision {self.revision}"


def _silent_since(now):
    """Fifteen minutes ago; counted in UTC, because the clocks of the country may jump between."""
    return now.astimezone(UTC) - LOCK_LASTS


class LockQuerySet(models.QuerySet):
    def live(self, now):
        """Locks whose holder gave a sign of life in the last fifteen minutes."""
        return self.filter(seen_at__gt=_silent_since(now))

    def silent(self, now):
        """Locks that are nobody's any more."""
        return self.filter(seen_at__lte=_silent_since(now))


class SectionLock(models.Model):
    """Who is writing in a section now, for others to see; silent for long, it is nobody's."""

    section = models.OneToOneField(Section, models.CASCADE, related_name="lock")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    taken_at = models.DateTimeField()
    seen_at = models.DateTimeField("last sign of life")

    objects = LockQuerySet.as_manager()

    def __str__(self):
        return f"{self.holder} in {self.section}"
