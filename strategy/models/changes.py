"""Why a text changed: the reason in a sentence, and whose word it goes back to."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from strategy.models.version import Version


class Change(models.Model):
    """What was changed in one section of a version, and why. `section_key` "" is the whole text.

    A sentence of the council's own: it may be added and reworded after the text is published,
    each time with a line in the record.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="changes")
    section_key = models.SlugField("anchor", max_length=80, blank=True)
    what = models.TextField("what was changed")
    why = models.TextField("why")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    is_sample = models.BooleanField("written for the demonstration", default=False)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["version", "section_key"], name="change_by_section")]

    def __str__(self):
        return self.what


class ChangeOrigin(models.Model):
    """Where a change comes from. `reference` names the object in its own app's words.

    (`consultations.issue:12#volunteering`, `engagement.comment:7`): the app that registered it
    says where it is to be read, and for whom. `words` are what a reader sees in any case.
    """

    class Kind(models.TextChoices):
        FINDING = "finding", "What people said in a consultation"
        COMMENT = "comment", "A comment in a review of the draft"
        COMMITTEE = "committee", "A committee of the council"
        OFFICER = "officer", "An officer of the council"
        OTHER = "other", "Something else"

    change = models.ForeignKey(Change, models.CASCADE, related_name="origins")
    kind = models.CharField(max_length=10, choices=Kind)
    reference = models.CharField(max_length=120, blank=True)
    words = models.CharField(max_length=300)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["change", "kind", "reference", "words"], name="an_origin_is_named_once"
            )
        ]
        indexes = [models.Index(fields=["reference"], name="change_by_origin")]

    def __str__(self):
        return self.words
