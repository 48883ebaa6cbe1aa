"""What people are writing (drafts) and what they sent (responses).

Choices, free text and equality answers live in separate stores: choices are counted,
texts are read, equality answers stand apart from both.
"""

import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from consultations.models.consultation import Consultation, QuestionnaireVersion
from consultations.states import ResponseState


class Channel(models.TextChoices):
    """How a response reached the council."""

    WEB = "web", "On this site"
    PAPER = "paper", "On paper"
    EMAIL = "email", "By email"
    TELEPHONE = "telephone", "By telephone"


class Consent(models.TextChoices):
    """What may be published of a response. Each is a real choice; none is picked beforehand."""

    NAMED = "named", "Publish my answers with the name of my organisation"
    ANONYMOUS = "anonymous", "Publish my answers without any name"
    NOT_AT_ALL = "not_at_all", "Do not publish my words; count my answers only"


class ResponseQuerySet(models.QuerySet):
    """Many responses, asked in English."""

    def counting(self):
        """Those that results count: submitted, and not the earlier of two judged the same.

        The earlier one counts again when the later one is withdrawn.
        """
        same = DuplicateFlag.objects.filter(verdict=DuplicateFlag.Verdict.SAME)
        submitted = ResponseState.SUBMITTED
        # Two plain lists, each read once: asked for every response, they take minutes.
        earlier_first = same.filter(first__lt=F("second"), second__state=submitted)
        earlier_second = same.filter(second__lt=F("first"), first__state=submitted)
        return (
            self.filter(state=submitted)
            .exclude(pk__in=earlier_first.values("first"))
            .exclude(pk__in=earlier_second.values("second"))
        )


class Response(models.Model):
    """One submitted response. Its answers are changed only by the person who sent it.

    `choices` maps question keys to option keys, lists of them, numbers or dates: what is
    counted, never words. `respondent_type`, `district` and `postcode` (five characters)
    repeat what the questionnaire asked, so that every response can be filtered by them.
    """

    # Sending writes every index there is: only those that a question of ours reads are kept.
    consultation = models.ForeignKey(
        Consultation, models.PROTECT, related_name="responses", db_index=False
    )
    version = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12)
    # Made when the page is shown; a second press of the button finds the first response.
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4)
    # SHA-256 of the key that lets its sender change or withdraw it.
    change_key_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=ResponseState, default=ResponseState.SUBMITTED)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.WEB)
    submitted_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveSmallIntegerField(default=1)

    choices = models.JSONField(default=dict)
    respondent_type = models.CharField(max_length=60, blank=True)
    district = models.CharField(max_length=60, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    organisation_name = models.CharField(max_length=200, blank=True)
    consent = models.CharField(max_length=10, choices=Consent)

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    received_on = models.DateField(
        "day it reached us, when not on this site", null=True, blank=True
    )
    is_sample = models.BooleanField("invented for the demonstration", default=False)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["-submitted_at", "-id"]
        indexes = [
            models.Index(fields=["consultation", "state"], name="response_by_consultation"),
            models.Index(fields=["change_key_hash"], name="response_by_key"),
            *(
                models.Index(
                    fields=[name],
                    condition=Q(**{f"{name}__isnull": False}),
                    name=f"response_{name}",
                )
                for name in ("organisation", "user", "entered_by")
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="response_reference_is_unique"),
            models.CheckConstraint(
                condition=Q(state__in=ResponseState.values), name="response_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="submitted", withdrawn_at=None)
                | Q(state="withdrawn", withdrawn_at__isnull=False),
                name="withdrawn_response_says_when",
            ),
            models.CheckConstraint(
                condition=Q(channel="web") | Q(entered_by__isnull=False),
                name="entered_response_says_by_whom",
            ),
        ]

    def __str__(self):
        return self.reference


class TextAnswerManager(models.Manager):
    """Answers without their search words, which only the database reads."""

    def get_queryset(self):
        return super().get_queryset().defer("search")


class TextAnswer(models.Model):
    """The words somebody wrote in answer to one question (`key__other` beside “other”)."""

    # The unique pair below begins with it: an index of its own would only cost.
    response = models.ForeignKey(Response, models.CASCADE, related_name="texts", db_index=False)
    question_key = models.CharField(max_length=70)
    text = models.TextField()
    words = models.PositiveIntegerField()
    # The words as a search finds them. Working them out costs several times what storing an
    # answer does, so a regular round does it soon afterwards; until then the text is searched.
    search = SearchVectorField(null=True, editable=False)

    objects = TextAnswerManager()

    class Meta:
        ordering = ["response_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question_key"], name="one_text_per_question"
            )
        ]
        indexes = [
            models.Index(fields=["question_key", "response"], name="text_by_question"),
            GinIndex(
                fields=["search"], condition=Q(search__isnull=False), name="text_answer_search"
            ),
            models.Index(fields=["id"], condition=Q(search=None), name="text_not_yet_searchable"),
        ]

    def __str__(self):
        return f"{self.response_id}/{self.question_key}"


class EqualityAnswers(models.Model):
    """Answers to the equality questions: optional, and stored apart from the response.

    Nothing in the database joins them to a response. `link` is a keyed hash of the
    response's reference, so that only the running service, given the reference by its
    owner, can change or erase them. No time is kept: order would join what we keep apart.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    link = models.CharField(max_length=64, unique=True)
    answers = models.JSONField()

    def __str__(self):
        return "Equality answers"


class Draft(models.Model):
    """A response being written. `raw` holds what was typed, field by field, unchecked.

    Whoever holds the key (in a cookie, a mailed link, or as a code typed on another
    device) goes on writing. Purged some days after the consultation has closed.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="drafts")
    version = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="+")
    key_hash = models.CharField(max_length=64, unique=True)
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4)
    raw = models.JSONField(default=dict)
    raw_equality = models.JSONField(default=dict)
    # Consent, notice of the outcome, contact: asked on the last page.
    details = models.JSONField(default=dict)
    section_key = models.CharField("page reached", max_length=60, blank=True)
    email = models.EmailField("where the way back was mailed", blank=True)
    # SHA-256 of the short code that opens this draft on another device, and until when.
    code_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    code_until = models.DateTimeField(null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    # Set while somebody changes a response already sent.
    response = models.ForeignKey(Response, models.CASCADE, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["consultation", "section_key"], name="draft_by_section_reached")
        ]

    def __str__(self):
        return f"Draft {self.pk}"


class Registration(models.Model):
    """Somebody who asked to be told what came of a consultation: one message each."""

    class Source(models.TextChoices):
        RESPONSE = "response", "When responding"
        INTEREST = "interest", "On the consultation’s page"

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="registrations")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=10, choices=Source)
    # In the unsubscribe link; never a number that could be guessed.
    token = models.UUIDField(unique=True, default=uuid.uuid4)
    registered_at = models.DateTimeField(default=timezone.now)
    unsubscribed_at = models.DateTimeField(null=True, blank=True)
    # When the mail server took the confirmation, or said that it never will.
    confirmed_at = models.DateTimeField(null=True, blank=True)
    is_sample = models.BooleanField("invented for the demonstration", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "consultation", Lower("email"), name="one_registration_per_address"
            )
        ]

    def __str__(self):
        return self.email


class DuplicateFlag(models.Model):
    """Two responses that may come from the same hand; an officer says what they are."""

    class Verdict(models.TextChoices):
        OPEN = "open", "Not looked at yet"
        BOTH_COUNT = "both_count", "Both count"
        SAME = "same", "The same response twice: the later one counts"

    first = models.ForeignKey(Response, models.CASCADE, related_name="+")
    second = models.ForeignKey(Response, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=200)
    verdict = models.CharField(max_length=12, choices=Verdict, default=Verdict.OPEN)
    note = models.TextField(blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="a_pair_is_flagged_once"),
            models.CheckConstraint(
                condition=Q(verdict="open") | Q(judged_by__isnull=False, judged_at__isnull=False),
                name="a_verdict_says_by_whom",
            ),
        ]

    def __str__(self):
        return f"{self.first_id} and {self.second_id}: {self.reason}"
