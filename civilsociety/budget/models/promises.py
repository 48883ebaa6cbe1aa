"""Money held for a decision, and money promised by one."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from civilsociety.budget.models import guards
from civilsociety.budget.models.framework import Head, Line, Year
from civilsociety.budget.states import ReservationState, SplitRule
from civilsociety.decisions.models import Authority
from civilsociety.organisations.models import Organisation


class Reservation(models.Model):
    """Money that a panel paper holds until somebody decides, or until a day has passed.

    It resolves exactly once: into a commitment (what is over is released with it), or by
    release, or by expiry. `held_pence`, `state` and `resolved_by` follow the entries.
    """

    title = models.CharField("what for", max_length=200)
    head = models.ForeignKey(Head, models.PROTECT, related_name="+")
    year = models.ForeignKey(Year, models.PROTECT, related_name="+")
    payee = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    payee_name = models.CharField("for whom", max_length=200, blank=True)
    paper = models.CharField("panel paper", max_length=200, blank=True)
    amount_pence = models.BigIntegerField("amount first held")
    split = models.CharField(max_length=10, choices=SplitRule)
    expires_on = models.DateField("last day it holds")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(
        max_length=10, choices=ReservationState, default=ReservationState.HELD, editable=False
    )
    held_pence = models.BigIntegerField(default=0, editable=False)
    resolved_by = models.ForeignKey(
        "Move", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["-made_at", "-id"], name="reservations_by_moment")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_pence__gt=0, held_pence__gte=0)
                & Q(held_pence__lte=F("amount_pence")),
                name="a_reservation_holds_what_it_says",
            ),
        ]
        triggers = [
            *guards.counters_are_kept("held_pence", "state", "resolved_by_id"),
            guards.stays_as_it_is(
                "stays_what_it_is", "head_id", "year_id", "amount_pence", "split", "made_by_id"
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"

    @property
    def number(self):
        """As people quote it: R-000123."""
        return f"R-{self.pk:06d}"

    @property
    def commitment(self):
        """What it became, if it did."""
        return (
            self.commitments.order_by("pk").last()
            if self.state == ReservationState.COMMITTED
            else None
        )


class ReservationLeg(models.Model):
    """How much of a reservation is held on one line. Kept by the entries' trigger."""

    reservation = models.ForeignKey(Reservation, models.PROTECT, related_name="legs")
    line = models.ForeignKey(Line, models.PROTECT, related_name="+")
    held_pence = models.BigIntegerField(editable=False)

    class Meta:
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(fields=["reservation", "line"], name="one_hold_a_line"),
            models.CheckConstraint(condition=Q(held_pence__gte=0), name="a_hold_is_not_negative"),
        ]
        triggers = [guards.written_by_entries_only()]

    def __str__(self):
        return f"{self.reservation}: {self.line}"


class Commitment(models.Model):
    """Money promised to a payee under a decision.

    `amount_pence` is what was first promised and stays. `outstanding_pence` is promised and
    not yet paid, `paid_pence` everything ever paid, `returned_pence` what came back of it.
    """

    title = models.CharField("what for", max_length=200)
    head = models.ForeignKey(Head, models.PROTECT, related_name="+")
    payee = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    payee_name = models.CharField("to whom", max_length=200)
    payee_is_a_person = models.BooleanField(
        "the payee is a person", default=False, help_text="Then the name is never published."
    )
    reference = models.CharField("our reference", max_length=100, blank=True)
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    # More than one only where an earlier one was reversed.
    reservation = models.ForeignKey(
        Reservation, models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    amount_pence = models.BigIntegerField("amount first promised")
    split = models.CharField(max_length=10, choices=SplitRule)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    outstanding_pence = models.BigIntegerField(default=0, editable=False)
    paid_pence = models.BigIntegerField(default=0, editable=False)
    returned_pence = models.BigIntegerField(default=0, editable=False)
    is_sample = models.BooleanField("invented for the demonstration", default=False)

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["-made_at", "-id"], name="commitments_by_moment")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    amount_pence__gt=0,
                    outstanding_pence__gte=0,
                    returned_pence__gte=0,
                    paid_pence__gte=F("returned_pence"),
                ),
                name="no_more_is_paid_than_promised",
            ),
        ]
        triggers = [
            *guards.counters_are_kept("outstanding_pence", "paid_pence", "returned_pence"),
            guards.stays_as_it_is(
                "stays_what_it_is",
                "head_id",
                "authority_id",
                "amount_pence",
                "split",
                "reservation_id",
                "made_by_id",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"

    def get_absolute_url(self):
        return reverse("budget:commitment", args=[self.pk])

    @property
    def number(self):
        """As people quote it: C-000123."""
        return f"C-{self.pk:06d}"

    @property
    def public_payee(self):
        """The payee as anybody may read it; a person is never named."""
        return "A person, not named" if self.payee_is_a_person else self.payee_name

    @property
    def public_title(self):
        """What it is for as anybody may read it: a title may hold the name of a person."""
        return f"Support under {self.head}" if self.payee_is_a_person else self.title


class CommitmentLeg(models.Model):
    """How a commitment stands on one line. Kept by the entries' trigger."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="legs")
    line = models.ForeignKey(Line, models.PROTECT, related_name="+")
    outstanding_pence = models.BigIntegerField(default=0, editable=False)
    paid_pence = models.BigIntegerField(default=0, editable=False)
    returned_pence = models.BigIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "line"], name="one_leg_a_line"),
            models.CheckConstraint(
                condition=Q(outstanding_pence__gte=0, paid_pence__gte=0, returned_pence__gte=0),
                name="a_leg_is_not_negative",
            ),
        ]
        triggers = [guards.written_by_entries_only()]

    def __str__(self):
        return f"{self.commitment}: {self.line}"


class Drawdown(models.Model):
    """How much has been promised under one authority; never more than the decision allows."""

    authority = models.OneToOneField(Authority, models.PROTECT, related_name="+")
    limit_pence = models.BigIntegerField()
    committed_pence = models.BigIntegerField(default=0, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(committed_pence__gte=0, committed_pence__lte=F("limit_pence")),
                name="no_more_is_promised_than_decided",
            ),
        ]
        triggers = [guards.written_by_entries_only()]

    def __str__(self):
        return f"Promised under {self.authority}"

    @property
    def left_pence(self):
        """What may still be promised under the authority."""
        return self.limit_pence - self.committed_pence
