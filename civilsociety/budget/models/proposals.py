"""Moves that wait for a second person."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from civilsociety.budget.models.ledger import Move
from civilsociety.budget.states import ProposalState


class Proposal(models.Model):
    """What one person wants done, for another to approve: checked again at that moment.

    `act` names an action of the ledger or of the year (`vire`, `carry_balance`, `reopen`…);
    `terms` are its arguments as JSON (ids, pence, dates), so that approval repeats exactly
    what was proposed.
    """

    act = models.CharField(max_length=30)
    terms = models.JSONField()
    years = ArrayField(models.BigIntegerField(), verbose_name="years it touches", default=list)
    summary = models.CharField("in words", max_length=300)
    amount_pence = models.BigIntegerField(null=True, blank=True)
    reason = models.TextField()
    key = models.UUIDField(unique=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField("why it was declined or withdrawn", blank=True)
    move = models.OneToOneField(
        Move, models.PROTECT, null=True, blank=True, related_name="proposal"
    )

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[ProposalState.APPROVED, ProposalState.DECLINED])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="nobody_approves_their_own_proposal",
            ),
        ]

    def __str__(self):
        return self.summary
