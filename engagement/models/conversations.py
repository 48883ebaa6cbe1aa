"""The sector's voice between consultations: conversations kept as evidence, never as responses."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse
from django.utils import timezone

from civilsociety.choices import known
from civilsociety.organisations.models import Organisation
from civilsociety.organisations.models.choices import District
from civilsociety.ui.searching import vector
from engagement.models.choices import Channel
from engagement.models.groups import Group
from engagement.states import ConversationState

# What is searched in a conversation and in its points; the same words make the indexes.
CONVERSATION_WORDS = vector(["title", "partner", "place"], ["summary", "who", "follow_up"])
POINT_WORDS = vector(["topic"], ["text"])


class Conversation(models.Model):
    """A conversation at a forum or elsewhere: when, where, with whom, and what was said.

    `who` describes those who spoke (“14 small organisations from Swale”) and names nobody.
    """

    title = models.CharField(max_length=200)
    on = models.DateField()
    channel = models.CharField(max_length=10, choices=Channel)
    place = models.CharField(max_length=200, blank=True)
    district = models.CharField(max_length=30, choices=District, blank=True)
    partner = models.CharField("forum or partner", max_length=200, blank=True)
    group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="conversations"
    )
    organisations = models.ManyToManyField(Organisation, related_name="+", blank=True)
    who = models.CharField("who took part, without names", max_length=300)
    people = models.PositiveIntegerField("how many took part", null=True, blank=True)
    summary = models.TextField("what it was about (Markdown)", blank=True)
    our_part = models.CharField(
        "who was there for the council (a post)", max_length=200, blank=True
    )
    follow_up = models.TextField("what we promised to do next", blank=True)
    state = models.CharField(
        max_length=10, choices=ConversationState, default=ConversationState.NOTED
    )
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_alone = models.CharField("why nobody else could check it", max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    is_sample = models.BooleanField("invented for the demonstration", default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [GinIndex(CONVERSATION_WORDS, name="conversation_by_words")]
        constraints = [
            models.CheckConstraint(**known("channel", Channel, "channel_is_known")),
            models.CheckConstraint(
                **known("state", ConversationState, "conversation_state_is_known")
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("engagement:conversation", args=[self.pk])


class Point(models.Model):
    """One thing that was said, which a finding or a section of the strategy may rest on."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()
    topic = models.CharField(max_length=120, blank=True)
    section_key = models.SlugField("section of the strategy", max_length=80, blank=True)

    class Meta:
        ordering = ["conversation", "position", "id"]
        indexes = [GinIndex(POINT_WORDS, name="point_by_words")]

    def __str__(self):
        return self.text[:120]
