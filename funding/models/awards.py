"""An award: money given to one organisation for one purpose, and its promises in the ledger."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from civilsociety.budget.models import Commitment
from civilsociety.choices import known
from civilsociety.organisations.models import District, Organisation
from funding.models.applications import Application
from funding.models.calls import Call
from funding.models.choices import RegrantType
from funding.models.programmes import Programme
from funding.states import OUTSIDE_LABELS, AssistanceState, AwardState

PERSON = settings.AUTH_USER_MODEL


class AwardQuerySet(models.QuerySet):
    def running(self):
        """Accepted and not over."""
        return self.filter(state=AwardState.ACCEPTED)

    def shown_to(self, user):
        """Without those that came of a bid in which this person declared an interest."""
        return self.exclude(application__in=Application.objects.hidden_from(user))

    def of_colleague(self, user):
        """Those this person holds with others: by their application, or by their organisation."""
        return self.filter(
            Q(application__colleagues__person=user, application__colleagues__left_at=None)
            | Q(
                application=None,
                organisation__memberships__user=user,
                organisation__memberships__confirmed_at__isnull=False,
            )
        ).distinct()

    def with_money(self):
        """Each with `promised`, `paid` and `returned` in pence, as the ledger has them now."""
        commitments = "promises__commitment"
        return self.annotate(
            ledger_paid=Coalesce(Sum(f"{commitments}__paid_pence"), 0),
            ledger_returned=Coalesce(Sum(f"{commitments}__returned_pence"), 0),
            ledger_outstanding=Coalesce(Sum(f"{commitments}__outstanding_pence"), 0),
        )


class Award(models.Model):
    """Money given. `amount_pence` is what was first awarded and stays as it is.

    What stands now is what the ledger's commitments say: see `queries.awards.standing_of`.
    `awarded_on` is the day it was decided. `summary` is published and holds no personal data.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="awards")
    call = models.ForeignKey(Call, models.PROTECT, null=True, blank=True, related_name="awards")
    application = models.OneToOneField(
        Application, models.PROTECT, null=True, blank=True, related_name="award"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=140)
    summary = models.TextField()
    amount_pence = models.BigIntegerField("first awarded")
    awarded_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    districts = ArrayField(
        models.CharField(max_length=30, choices=District), default=list, blank=True
    )
    department = models.CharField(max_length=200)
    regrant_type = models.CharField(max_length=6, choices=RegrantType, blank=True)
    state = models.CharField(max_length=12, choices=AwardState, default=AwardState.DECIDED)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)
    offered_at = models.DateTimeField(null=True, blank=True)
    accept_by = models.DateField("to be accepted by", null=True, blank=True)
    reminded_at = models.DateTimeField("reminded to answer", null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_name = models.CharField(max_length=200, blank=True)
    declined_why = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    is_sample = models.BooleanField("invented for the demonstration", default=False)

    objects = AwardQuerySet.as_manager()

    class Meta:
        ordering = ["-awarded_on", "-pk"]
        indexes = [
            models.Index(fields=["-awarded_on", "-id"], name="awards_by_day"),
            models.Index(fields=["state"], name="awards_by_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount_pence__gt=0), name="an_award_is_some_money"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="an_award_ends_after_it_starts"
            ),
            models.CheckConstraint(**known("state", AwardState, "award_state_is_known")),
            models.CheckConstraint(
                condition=~Q(state__in=[AwardState.ACCEPTED, AwardState.COMPLETED])
                | Q(accepted_at__isnull=False),
                name="a_running_award_was_accepted",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="stays_what_it_is",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.amount_pence IS DISTINCT FROM NEW.amount_pence"
                    " OR OLD.awarded_on IS DISTINCT FROM NEW.awarded_on"
                    " OR OLD.programme_id IS DISTINCT FROM NEW.programme_id"
                ),
            ),
            pgtrigger.Protect(name="is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"

    def get_absolute_url(self):
        return reverse("funding:award", args=[self.pk])

    @property
    def number(self):
        """As people quote it: SRF-G00012."""
        return f"{self.programme.code}-G{self.pk:05d}"

    @property
    def outside_state(self):
        """Where it stands, in the grant holder's words."""
        return OUTSIDE_LABELS[AwardState][AwardState(self.state)]


class AwardCommitment(models.Model):
    """One of the ledger's commitments that an award is made of: the first, and later increases."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="promises")
    commitment = models.OneToOneField(Commitment, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        triggers = [
            pgtrigger.Protect(name="is_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.award_id}: {self.commitment}"


class AssistanceNotice(models.Model):
    """The notice before an award of minimal financial assistance, and the recipient's answer.

    `amount_pence` is what we intend to award; `other_pence` what the recipient says it had of
    such assistance from anybody but us, in this and the two financial years before.
    """

    application = models.ForeignKey(
        Application, models.PROTECT, null=True, blank=True, related_name="assistance_notices"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    amount_pence = models.BigIntegerField()
    ours_pence = models.BigIntegerField("from us in three years, before this")
    limit_pence = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=AssistanceState, default=AssistanceState.SENT)
    sent_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)
    other_by_year = models.JSONField("what others gave, pence by financial year", default=dict)
    other_pence = models.BigIntegerField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    answered_name = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_pence__gt=0, ours_pence__gte=0, limit_pence__gt=0)
                & (Q(other_pence=None) | Q(other_pence__gte=0)),
                name="assistance_is_counted_in_pence",
            ),
            models.CheckConstraint(
                condition=~Q(state=AssistanceState.CONFIRMED)
                | Q(other_pence__isnull=False, answered_at__isnull=False),
                name="confirmed_assistance_was_answered",
            ),
            models.CheckConstraint(
                condition=~Q(state=AssistanceState.CONFIRMED)
                | Q(limit_pence__gte=F("amount_pence") + F("ours_pence") + F("other_pence")),
                name="confirmed_assistance_stays_within_the_limit",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=[AssistanceState.SENT, AssistanceState.CONFIRMED]),
                name="one_notice_of_assistance_at_a_time",
            ),
            models.CheckConstraint(**known("state", AssistanceState, "assistance_state_is_known")),
        ]

    def __str__(self):
        return f"Notice {self.pk} to {self.organisation}"
