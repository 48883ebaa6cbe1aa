"""Words of the sector and of the council, and what we mean by them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone


class Term(models.Model):
    """A word of the glossary. `also` are other forms that mean the same (“VCS”, plurals).

    Published terms are linked where a text first uses them.
    """

    slug = models.SlugField(max_length=80, unique=True)
    word = models.CharField(max_length=120)
    also = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    meaning = models.TextField("what we mean by it (Markdown)")
    source = models.CharField("where the meaning comes from", max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    is_linked = models.BooleanField("linked where a text first uses it", default=True)
    is_sample = models.BooleanField("written for the demonstration", default=False)
    created_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = [Lower("word")]
        constraints = [
            models.UniqueConstraint(Lower("word"), name="a_word_is_explained_once"),
            models.CheckConstraint(condition=~Q(meaning=""), name="a_term_has_a_meaning"),
        ]

    def __str__(self):
        return self.word

    def get_absolute_url(self):
        return f"{reverse('home:glossary')}#{self.slug}"
