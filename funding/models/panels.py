"""A panel: who meets, what the paper recommends, what was decided, and the minute."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from civilsociety.audit.models import Job
from civilsociety.budget.models import Reservation
from civilsociety.choices import known
from funding.models.applications import Application
from funding.models.calls import Call
from funding.models.choices import Recommendation
from funding.models.programmes import Reason
from funding.states import PanelState

PERSON = settings.AUTH_USER_MODEL


class Panel(models.Model):
    """One meeting that decides on bids of one call.

    `cut_off` is the last rank above the affordability line, as it was when the paper was issued.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="panels")
    title = models.CharField(max_length=200)
    meets_on = models.DateField()
    held_until = models.DateField("money is held until")
    chair = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    cut_off = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=PanelState, default=PanelState.PREPARING)
    issued_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    discussion = models.TextField("what was said, for the minute", blank=True)
    minute = models.JSONField("the minute as agreed", null=True, blank=True)
    is_sample = models.BooleanField("invented for the demonstration", default=False)

    class Meta:
        ordering = ["-meets_on", "-pk"]
        constraints = [
            models.CheckConstraint(**known("state", PanelState, "panel_state_is_known")),
            models.CheckConstraint(
                condition=~Q(state=PanelState.AGREED)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False, minute__isnull=False),
                name="an_agreed_minute_says_by_whom",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="agreed_minute_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="agreed"),
            )
        ]

    def __str__(self):
        return self.title


class PanelMember(models.Model):
    """Somebody who sits on a panel; `attended` is known when the panel was held.

    `declared_at`: when they said that every interest in the bids of the call is declared.
    """

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="members")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(null=True, blank=True)
    attended = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "person"], name="a_member_sits_once"),
        ]

    def __str__(self):
        return str(self.person)


class PanelItem(models.Model):
    """One bid on a panel paper: its rank, what is proposed and held, what was decided."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="items")
    application = models.ForeignKey(Application, models.PROTECT, related_name="panel_items")
    rank = models.PositiveSmallIntegerField()
    weighted = models.DecimalField("score out of 100", max_digits=5, decimal_places=2)
    recommendation = models.CharField(
        max_length=10, choices=Recommendation, default=Recommendation.FUND
    )
    proposed_pence = models.BigIntegerField(default=0)
    why = models.TextField("why, where it is not as asked", blank=True)
    reservation = models.OneToOneField(
        Reservation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision = models.CharField(max_length=10, choices=Recommendation, blank=True)
    decided_pence = models.BigIntegerField(null=True, blank=True)
    reasons = models.ManyToManyField(Reason, related_name="+", blank=True)
    feedback = models.TextField("what the applicant reads", blank=True)

    class Meta:
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "application"], name="a_bid_is_on_a_paper_once"
            ),
            models.CheckConstraint(
                **known("recommendation", Recommendation, "recommendation_is_known")
            ),
            models.CheckConstraint(
                **known("decision", Recommendation, "panel_decision_is_known", blank=True)
            ),
            models.CheckConstraint(
                condition=Q(proposed_pence__gte=0)
                & (Q(decided_pence=None) | Q(decided_pence__gte=0)),
                name="a_panel_proposes_no_less_than_nothing",
            ),
        ]

    def __str__(self):
        return f"{self.panel}, bid {self.application_id}"


class PanelPaper(Job):
    """The files of a panel paper, made by the worker: PDF and Word as issued."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="papers")
    pdf = models.BinaryField(null=True, blank=True)
    docx = models.BinaryField(null=True, blank=True)
    made_for = models.DateTimeField("moment whose figures it shows", default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"Paper of {self.panel}"
