"""Money on its way: payments by schedule, and money that comes back."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from civilsociety.budget.models import Move
from civilsociety.choices import known
from funding.models.awards import Award
from funding.models.choices import MoneyBackKind, Side
from funding.models.files import StoredFile
from funding.states import MoneyBackState, PaymentState

PERSON = settings.AUTH_USER_MODEL


class Payment(models.Model):
    """One payment of an award: scheduled, claimed, checked by one officer, released by another.

    `move` is the ledger's payment, so that it is paid once.
    """

    award = models.ForeignKey(Award, models.PROTECT, related_name="payments")
    number = models.PositiveSmallIntegerField()
    amount_pence = models.BigIntegerField()
    due_on = models.DateField("not before")
    what_for = models.CharField(
        "what it is for, or what must have happened", max_length=300, blank=True
    )
    needs_claim = models.BooleanField("the grant holder claims it with evidence", default=False)
    state = models.CharField(max_length=10, choices=PaymentState, default=PaymentState.SCHEDULED)
    claimed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    claimed_at = models.DateTimeField(null=True, blank=True)
    claim = models.TextField("what the grant holder says", blank=True)
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    sent_back_why = models.CharField(max_length=300, blank=True)
    released_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    move = models.OneToOneField(Move, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["due_on", "award", "number"]
        indexes = [models.Index(fields=["state", "due_on"], name="payments_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["award", "number"], name="a_payment_has_its_number"),
            models.CheckConstraint(condition=Q(amount_pence__gt=0), name="a_payment_is_some_money"),
            models.CheckConstraint(**known("state", PaymentState, "payment_state_is_known")),
            models.CheckConstraint(
                condition=~Q(state=PaymentState.PAID)
                | (
                    Q(move__isnull=False, proposed_by__isnull=False, released_by__isnull=False)
                    & ~Q(proposed_by=F("released_by"))
                ),
                name="a_payment_is_released_by_a_second_officer",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="what_is_paid_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="paid"),
            )
        ]

    def __str__(self):
        return f"{self.award.number}, payment {self.number}"


class PaymentEvidence(models.Model):
    """A file given with a claim."""

    payment = models.ForeignKey(Payment, models.CASCADE, related_name="evidence")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "payment evidence"

    def __str__(self):
        return str(self.file)


class MoneyBack(models.Model):
    """Money of an award that is to come back, and what the ledger received of it.

    `is_unpaid` where it was never paid: then it is released, and nobody transfers anything.
    """

    award = models.ForeignKey(Award, models.PROTECT, related_name="money_back")
    kind = models.CharField(max_length=12, choices=MoneyBackKind)
    amount_pence = models.BigIntegerField()
    is_unpaid = models.BooleanField(
        "part of what is not paid yet: released, not returned", default=False
    )
    why = models.TextField("why, as both sides read it")
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side)
    asked_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField("to be back by", null=True, blank=True)
    state = models.CharField(max_length=10, choices=MoneyBackState, default=MoneyBackState.ASKED)
    received_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    received_at = models.DateTimeField(null=True, blank=True)
    reference = models.CharField("reference of the transfer", max_length=100, blank=True)
    move = models.OneToOneField(Move, models.PROTECT, null=True, blank=True, related_name="+")
    closed_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "money back"
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_pence__gt=0), name="money_back_is_some_money"
            ),
            models.CheckConstraint(**known("state", MoneyBackState, "money_back_state_is_known")),
            models.CheckConstraint(
                condition=~Q(state=MoneyBackState.RECEIVED)
                | Q(move__isnull=False, received_by__isnull=False),
                name="money_received_is_in_the_ledger",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.award.number}"
