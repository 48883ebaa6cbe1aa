"""Moves and their entries: written once, never changed."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from civilsociety.budget.models import guards
from civilsociety.budget.models.framework import Line
from civilsociety.budget.states import FEW, TWO_PEOPLE, Bucket, Kind
from civilsociety.decisions.models import Decision


class Move(models.Model):
    """One thing done with money: what, how much, when, by whom, why, on whose decision.

    `on` is the day it counts for, `at` the moment it was written down: what was known on a
    past day is everything with an earlier `at`. `made_by` is empty when the service itself
    acted (a reservation expired). `key` makes a repeated request find this move again.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    kind = models.CharField(max_length=20, choices=Kind)
    amount_pence = models.BigIntegerField()
    on = models.DateField("the day it counts for")
    at = models.DateTimeField("when it was written down", default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField()
    reference = models.CharField(
        "reference", max_length=100, blank=True, help_text="Of a paper, an invoice or a claim."
    )
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="+")
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        help_text="The move this one is part of: a remainder released by a commitment.",
    )

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="moves_by_moment"),
            models.Index(fields=["decision"], name="moves_by_decision"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount_pence__gt=0), name="a_move_is_of_something"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="a_move_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_move_says_why"),
            models.CheckConstraint(
                condition=Q(kind=Kind.REVERSE, reverses__isnull=False)
                | (~Q(kind=Kind.REVERSE) & Q(reverses=None)),
                name="a_reversal_names_what_it_reverses",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=TWO_PEOPLE)
                | (
                    Q(made_by__isnull=False, approved_by__isnull=False)
                    & ~Q(made_by=F("approved_by"))
                ),
                name="two_people_move_money_out_of_a_line",
            ),
            models.CheckConstraint(
                condition=Q(made_by__isnull=False) | Q(kind=Kind.RELEASE),
                name="only_an_expiry_is_made_by_nobody",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="has_entries",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=guards.MOVE_HAS_ENTRIES,
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("budget:move", args=[self.pk])

    @property
    def number(self):
        """Its number in the ledger, as people quote it: L-000123."""
        return f"L-{self.pk:06d}"


class Entry(models.Model):
    """A move's effect on one line: so many pence from one bucket to another.

    Inserting it is what moves the money: the trigger adds it to the line, the reservation, the
    commitment and the authority it draws on, under their locks, and their checks decide.
    """

    move = models.ForeignKey(Move, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=20, choices=Kind)
    line = models.ForeignKey(Line, models.PROTECT, related_name="entries")
    pence = models.BigIntegerField()
    from_bucket = models.CharField(max_length=10, choices=Bucket)
    to_bucket = models.CharField(max_length=10, choices=Bucket)
    reservation = models.ForeignKey(
        "Reservation", models.PROTECT, null=True, blank=True, related_name="entries"
    )
    commitment = models.ForeignKey(
        "Commitment", models.PROTECT, null=True, blank=True, related_name="entries"
    )
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )

    class Meta:
        ordering = ["-move__at", "-id"]
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["line", "-id"], name="entries_by_line"),
            models.Index(fields=["line"], name="entries_that_are_few", condition=Q(kind__in=FEW)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="an_entry_is_positive"),
            models.CheckConstraint(
                condition=guards.EFFECT_IS_ALLOWED, name="an_entry_does_what_its_move_may"
            ),
            models.CheckConstraint(
                condition=(Q(from_bucket=Bucket.RESERVED) | Q(to_bucket=Bucket.RESERVED))
                & Q(reservation__isnull=False)
                | ~(Q(from_bucket=Bucket.RESERVED) | Q(to_bucket=Bucket.RESERVED))
                & Q(reservation=None),
                name="reserved_money_names_its_reservation",
            ),
            models.CheckConstraint(
                condition=~(
                    Q(from_bucket__in=[Bucket.COMMITTED, Bucket.PAID])
                    | Q(to_bucket__in=[Bucket.COMMITTED, Bucket.PAID])
                )
                | Q(commitment__isnull=False),
                name="promised_money_names_its_commitment",
            ),
            models.CheckConstraint(
                condition=Q(commitment=None)
                | Q(kind__in=[Kind.RETURN, Kind.REVERSE])
                | Q(from_bucket__in=[Bucket.COMMITTED, Bucket.PAID])
                | Q(to_bucket__in=[Bucket.COMMITTED, Bucket.PAID]),
                name="only_promised_money_names_a_commitment",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.RETURN) | Q(commitment__isnull=False),
                name="what_comes_back_names_its_commitment",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.REVERSE, reverses__isnull=False)
                | (~Q(kind=Kind.REVERSE) & Q(reverses=None)),
                name="a_reversing_entry_names_its_original",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="moves_the_money",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                declare=guards.ENTRY_MOVES_THE_MONEY_DECLARES,
                func=guards.ENTRY_MOVES_THE_MONEY,
            ),
            pgtrigger.Trigger(
                name="legs_add_up",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                declare=guards.LEGS_ADD_UP_DECLARES,
                func=guards.LEGS_ADD_UP,
            ),
        ]

    def __str__(self):
        return f"{self.get_from_bucket_display()} → {self.get_to_bucket_display()}"
