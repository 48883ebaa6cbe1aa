"""A consultation, its papers, and the questionnaires that were frozen when it opened."""

from datetime import timedelta

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from civilsociety.ui.words import uk_datetime
from consultations.questionnaire.content import read_questionnaire
from consultations.states import ConsultationState, FormatRequestState, Phase


def until(moment):
    """A closing moment in words: “11:59pm on 3 October 2021”, never “midnight”."""
    local = moment and timezone.localtime(moment)
    if local and (local.hour, local.minute) == (0, 0):
        local -= timedelta(minutes=1)
    return uk_datetime(local)


class ConsultationQuerySet(models.QuerySet):
    """Many consultations, asked in English."""

    def public(self):
        """Everything a visitor may know of."""
        return self.filter(state__in=[ConsultationState.LAUNCHED, ConsultationState.REPORTED])

    def announced(self):
        """Everything that was public once: a cancelled one says so instead of vanishing."""
        return self.filter(launched_at__isnull=False)

    def open_at(self, now):
        """Those that take new responses at that moment."""
        return self.filter(state=ConsultationState.LAUNCHED, opens_at__lte=now, closes_at__gt=now)


class Consultation(models.Model):
    """One formal consultation on one version of the strategy.

    Moments are stored in UTC and mean UK time to people. `opens_at` is the first moment a
    response is taken, `closes_at` the first moment no new one may be begun.
    """

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    summary = models.TextField("what it is about, in two or three sentences", blank=True)
    purpose = models.TextField("why we are asking", blank=True)
    open_to_influence = models.TextField("what can still change", blank=True)
    not_open_to_influence = models.TextField("what cannot change, and why", blank=True)
    background = models.TextField("background, for the report", blank=True)
    how_we_asked = models.TextField("how we asked, for the report", blank=True)
    caveat = models.TextField("what the figures can and cannot say", blank=True)
    what_happens_next = models.TextField(blank=True)
    minutes_needed = models.PositiveSmallIntegerField("minutes it takes", null=True, blank=True)

    strategy_version = models.ForeignKey(
        "strategy.Version", models.PROTECT, null=True, blank=True, related_name="+"
    )
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name="earlier round on the same subject",
    )

    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    grace_minutes = models.PositiveSmallIntegerField(
        "minutes to finish, for those who had begun", default=60
    )
    minimum_days = models.PositiveSmallIntegerField("days it must be open", default=28)
    decision_expected_on = models.DateField(null=True, blank=True)

    contact_name = models.CharField(max_length=200, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    other_formats = models.TextField(blank=True)

    state = models.CharField(
        max_length=10, choices=ConsultationState, default=ConsultationState.DRAFT
    )
    launched_at = models.DateTimeField(null=True, blank=True)
    # Written at launch: an extension is told beside what was announced first.
    announced_closes_at = models.DateTimeField(null=True, blank=True)
    extension_reason = models.TextField(blank=True)
    cancelled_reason = models.TextField(blank=True)
    # The questionnaire as it is being prepared; opening freezes it as a version.
    questionnaire_draft = models.JSONField(default=dict, blank=True)
    # Counts every change of the draft: a second officer's save on an old copy is refused.
    questionnaire_revision = models.PositiveIntegerField(default=0)
    is_sample = models.BooleanField("invented for the demonstration", default=False)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = [F("opens_at").desc(nulls_first=True), "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ConsultationState.values), name="consultation_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(opens_at__lt=F("closes_at")),
                name="consultation_opens_before_it_closes",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"])
                | Q(opens_at__isnull=False, closes_at__isnull=False, launched_at__isnull=False),
                name="launched_consultation_has_its_dates",
            ),
            models.CheckConstraint(
                condition=Q(follows=None) | ~Q(follows=F("id")),
                name="consultation_does_not_follow_itself",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("consultations:consultation", args=[self.slug])

    @cached_property
    def questionnaire(self):
        """The questionnaire in preparation."""
        return read_questionnaire(self.questionnaire_draft or {"sections": []})[0]

    @property
    def is_public(self):
        """Whether a visitor may know of it."""
        return self.state in {ConsultationState.LAUNCHED, ConsultationState.REPORTED}

    @property
    def was_announced(self):
        """Whether the public has seen it, even if it was cancelled since."""
        return self.launched_at is not None

    @property
    def was_extended(self):
        """Whether it closes later than was announced."""
        first = self.announced_closes_at
        return first is not None and self.closes_at is not None and self.closes_at > first

    @property
    def until(self):
        """The last minute a response can be begun: “11:59pm on 3 October 2021”.

        Midnight belongs to two days in people's minds, so the minute before it is named.
        """
        return until(self.closes_at)

    @property
    def grace_ends_at(self):
        """Until when those who had begun before closing may still send."""
        return self.closes_at and self.closes_at + timedelta(minutes=self.grace_minutes)

    def phase(self, now):
        """Where it stands at that moment; None while in preparation or cancelled."""
        if not self.is_public:
            return None
        if now < self.opens_at:
            return Phase.FORTHCOMING
        if now < self.closes_at:
            return Phase.OPEN
        return Phase.GRACE if now < self.grace_ends_at else Phase.CLOSED

    @property
    def days_open(self):
        """Whole days between opening and closing; None while a date is missing."""
        if not (self.opens_at and self.closes_at):
            return None
        opens, closes = (timezone.localtime(m) for m in (self.opens_at, self.closes_at))
        # Closing at the end of a day counts that day: 6 September to 3 October is 28 days.
        return (closes - timedelta(seconds=1)).date().toordinal() - opens.date().toordinal() + 1


class QuestionnaireVersion(models.Model):
    """A questionnaire frozen at a moment. What people answered is read by it for ever."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    note = models.TextField("what changed and why", blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["consultation", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "number"], name="questionnaire_version_number_is_unique"
            )
        ]
        triggers = [pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.consultation}, questionnaire {self.number}"

    @cached_property
    def questionnaire(self):
        return read_questionnaire(self.content)[0]


class Paper(models.Model):
    """A document people need for an informed answer: a link, or a file kept here."""

    class Kind(models.TextChoices):
        STRATEGY = "strategy", "Draft strategy"
        EQIA = "eqia", "Equality impact assessment"
        BACKGROUND = "background", "Background"
        OTHER_FORMAT = "other_format", "Questionnaire or draft in another format"

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=200)
    link = models.URLField(max_length=500, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    content = models.BinaryField(null=True, blank=True)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(content=None) & ~Q(link="")) | (Q(content__isnull=False) & Q(link="")),
                name="paper_is_a_link_or_a_file",
            )
        ]

    def __str__(self):
        return self.title


class ChecklistOverride(models.Model):
    """An officer's reason for launching although one check of the list is not met."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="overrides")
    check_key = models.CharField(max_length=40)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "check_key"], name="one_override_per_check"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="an_override_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.check_key}: {self.reason}"


class FormatRequest(models.Model):
    """Somebody asked for the questionnaire or the draft in another format."""

    class Format(models.TextChoices):
        WORD = "word", "Word document"
        PAPER = "paper", "Paper by post"
        LARGE_PRINT = "large_print", "Large print"
        EASY_READ = "easy_read", "Easy read"
        AUDIO = "audio", "Audio"
        BRAILLE = "braille", "Braille"
        BSL = "bsl", "British Sign Language"
        LANGUAGE = "language", "Another language"
        OTHER = "other", "Something else"

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="format_requests")
    format = models.CharField(max_length=20, choices=Format)
    details = models.TextField(blank=True)
    name = models.CharField(max_length=200)
    reply_to = models.TextField("email, telephone or postal address")
    state = models.CharField(
        max_length=10, choices=FormatRequestState, default=FormatRequestState.RECEIVED
    )
    requested_at = models.DateTimeField(default=timezone.now)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    handled_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-requested_at", "-id"]

    def __str__(self):
        return f"{self.get_format_display()} for {self.name}"
