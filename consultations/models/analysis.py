"""Hearing: who has read an answer, which themes it speaks to, which words to quote."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from consultations.models.consultation import Consultation
from consultations.models.response import TextAnswer


class Theme(models.Model):
    """A point that several people make, named so that a reader understands it alone."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="themes")
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    # Empty: the theme may be used for every question.
    question_key = models.CharField(max_length=60, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = [Lower("name")]
        constraints = [
            models.UniqueConstraint("consultation", Lower("name"), name="theme_name_is_unique")
        ]

    def __str__(self):
        return self.name


class Coding(models.Model):
    """An officer found that an answer speaks to a theme."""

    answer = models.ForeignKey(TextAnswer, models.CASCADE, related_name="codings")
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="codings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "theme"], name="an_answer_has_a_theme_once")
        ]

    def __str__(self):
        return f"{self.answer_id}: {self.theme_id}"


class Reading(models.Model):
    """Proof that somebody read an answer, whether or not it speaks to a theme."""

    answer = models.OneToOneField(TextAnswer, models.CASCADE, related_name="reading")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.answer_id} read"


class Quote(models.Model):
    """Words worth quoting: a span of an answer. The text is cut from the answer, never typed.

    `start` and `end` count characters; `text` repeats the span so that a later change of
    the answer is noticed instead of quoted wrongly.
    """

    answer = models.ForeignKey(TextAnswer, models.CASCADE, related_name="quotes")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="a_quote_has_words"),
            models.UniqueConstraint(
                fields=["answer", "start", "end"], name="a_span_is_quoted_once"
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def still_stands(self):
        """Whether the answer still says these words at this place."""
        return self.answer.text[self.start : self.end] == self.text
