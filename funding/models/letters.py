"""Letters with what was decided: merged, looked at, and sent one by one by the worker."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from civilsociety.audit.models import Job
from civilsociety.choices import known
from funding.models.applications import Application
from funding.models.awards import Award
from funding.models.calls import Call
from funding.models.choices import LetterKind
from funding.states import LetterState


class LetterTemplate(models.Model):
    """What a letter of one kind says for one call; fields in braces are merged."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="letter_templates")
    kind = models.CharField(max_length=12, choices=LetterKind)
    subject = models.CharField(max_length=200)
    body = models.TextField("text (Markdown), with fields in braces")

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["call", "kind"], name="one_letter_text_of_a_kind"),
            models.CheckConstraint(**known("kind", LetterKind, "letter_kind_is_known")),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.call}"


class LetterBatch(Job):
    """Letters that are sent together."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="letter_batches")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "letter batches"

    def __str__(self):
        return f"Letters of {self.call}, {self.requested_at:%d %b %Y}"


class Letter(models.Model):
    """One letter to one organisation, word for word as it is sent; one about each decision.

    `to` are the addresses, `answers` what the mail server said of each that it was asked about: ""
    where it took the letter. The amount stands here too, to be compared with the ledger.
    """

    batch = models.ForeignKey(LetterBatch, models.PROTECT, related_name="letters")
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, blank=True, related_name="letters"
    )
    award = models.ForeignKey(Award, models.PROTECT, null=True, blank=True, related_name="letters")
    kind = models.CharField(max_length=12, choices=LetterKind)
    to = models.JSONField(default=list)
    answers = models.JSONField(default=dict, blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    amount_pence = models.BigIntegerField(null=True, blank=True)
    accept_by = models.DateField("an offer is to be accepted by", null=True, blank=True)
    pdf = models.BinaryField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.WAITING)
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind"],
                condition=Q(application__isnull=False),
                name="one_letter_about_a_decision",
            ),
            models.CheckConstraint(**known("state", LetterState, "letter_state_is_known")),
            models.CheckConstraint(
                condition=~Q(state=LetterState.SENT) | Q(sent_at__isnull=False),
                name="a_sent_letter_says_when",
            ),
        ]

    def __str__(self):
        return self.subject
