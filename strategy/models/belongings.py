"""What hangs on a version: pictures, a summary and an easy-read version, a Word file."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from civilsociety.audit.models import Job
from civilsociety.ui.kept_file import KeptFile
from strategy.models.guards import BELONGS_TO_AN_OPEN_RENDITION
from strategy.models.section import OF_A_DRAFT
from strategy.models.version import Strategy, Version


class Picture(models.Model):
    """A picture in a version's text. Markdown shows it as `![alternative text](picture:key)`."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="pictures")
    key = models.SlugField(max_length=40)
    alt = models.TextField("what it shows, for those who do not see it")
    content_type = models.CharField(max_length=40)
    content = models.BinaryField()
    width = models.PositiveIntegerField("pixels across")
    height = models.PositiveIntegerField("pixels down")
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="a_picture_key_is_used_once"),
            models.CheckConstraint(
                condition=Q(content_type__in=["image/png", "image/jpeg"]),
                name="a_picture_is_png_or_jpeg",
            ),
            models.CheckConstraint(condition=~Q(alt=""), name="a_picture_says_what_it_shows"),
        ]
        triggers = [pgtrigger.Trigger(name="published_is_not_changed", **OF_A_DRAFT)]

    def __str__(self):
        return self.alt

    def get_absolute_url(self):
        version = self.version
        return reverse("strategy:picture", args=[version.strategy.slug, version.number, self.key])


class Rendition(models.Model):
    """The same version told another way: in short for those who decide, or in easy read.

    Easy read often comes later than the text, so it is published by itself; a published one
    is followed by another, never changed.
    """

    class Kind(models.TextChoices):
        SUMMARY = "summary", "Executive summary"
        EASY_READ = "easy_read", "Easy read"

    version = models.ForeignKey(Version, models.CASCADE, related_name="renditions")
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.PositiveSmallIntegerField(default=1)
    body = models.TextField("text (Markdown)")
    published_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    is_sample = models.BooleanField("written for the demonstration", default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["version", "kind", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "kind", "number"], name="a_rendition_number_is_used_once"
            ),
            models.UniqueConstraint(
                fields=["version", "kind"],
                condition=Q(published_at=None),
                name="one_unpublished_rendition_of_a_kind",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_rendition_is_kept",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__published_at__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.version}"


class RenditionPicture(models.Model):
    """A picture that belongs to one summary or easy-read version: `![words](picture:own-1)`."""

    rendition = models.ForeignKey(Rendition, models.CASCADE, related_name="pictures")
    key = models.SlugField(max_length=40)
    alt = models.TextField("what it shows, for those who do not see it")
    content_type = models.CharField(max_length=40)
    content = models.BinaryField()
    width = models.PositiveIntegerField("pixels across")
    height = models.PositiveIntegerField("pixels down")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["rendition", "key"], name="a_picture_key_of_a_rendition_is_used_once"
            ),
            models.CheckConstraint(
                condition=~Q(alt=""), name="a_picture_of_a_rendition_says_what_it_shows"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="published_is_not_changed",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                declare=[("published", "timestamptz")],
                func=BELONGS_TO_AN_OPEN_RENDITION,
            )
        ]

    def __str__(self):
        return self.alt


class WordImport(KeptFile, Job):
    """A Word file on its way in: read by the worker, looked at by an officer, then imported.

    `reading` holds what was read (title, sections, pictures without alternative text),
    `left_out` what could not be kept, each with its place; nothing is imported before
    somebody has seen both and said what every picture shows.
    """

    strategy = models.ForeignKey(
        Strategy, models.CASCADE, null=True, blank=True, related_name="word_imports"
    )
    slug = models.SlugField(max_length=60)
    reading = models.JSONField(default=dict)
    left_out = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    version = models.ForeignKey(
        Version, models.SET_NULL, null=True, blank=True, related_name="word_imports"
    )
    imported_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return self.file_name


class ImportedPicture(models.Model):
    """A picture found in a Word file that waits to be imported with its text."""

    word_import = models.ForeignKey(WordImport, models.CASCADE, related_name="pictures")
    key = models.SlugField(max_length=40)
    place = models.CharField("where it stands", max_length=300, blank=True)
    alt = models.TextField(blank=True)
    content_type = models.CharField(max_length=40)
    content = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["word_import", "key"], name="an_imported_picture_key_is_used_once"
            )
        ]

    def __str__(self):
        return self.key
