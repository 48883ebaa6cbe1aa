"""What if: intended awards, tried against the money before anybody votes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from civilsociety.budget.models.framework import Head, Year
from civilsociety.budget.models.promises import Reservation


class Trial(models.Model):
    """A list of intended awards in rank order, with a cut-off: nothing is held by it."""

    title = models.CharField(max_length=200)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    cut_off = models.PositiveSmallIntegerField(
        "awards above the line", null=True, blank=True, help_text="Empty: all of them."
    )
    counted_free = models.ManyToManyField(
        Reservation,
        blank=True,
        related_name="+",
        help_text="Held money that these awards are meant to use.",
    )
    reserved_at = models.DateTimeField("when it was turned into reservations", null=True)

    class Meta:
        ordering = ["-changed_at", "-id"]

    def __str__(self):
        return self.title


class TrialAward(models.Model):
    """One intended award: to whom, from which head, how much in which year (pence)."""

    trial = models.ForeignKey(Trial, models.CASCADE, related_name="awards")
    position = models.PositiveSmallIntegerField("rank, from 1")
    payee_name = models.CharField("to whom", max_length=200)
    head = models.ForeignKey(Head, models.PROTECT, related_name="+")
    year = models.ForeignKey(Year, models.PROTECT, related_name="+")
    amount_pence = models.BigIntegerField()
    reservation = models.OneToOneField(
        Reservation, models.PROTECT, null=True, blank=True, related_name="trial_award"
    )

    class Meta:
        ordering = ["position", "year__starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["trial", "position", "year"], name="one_award_a_rank_and_year"
            ),
            models.CheckConstraint(
                condition=Q(amount_pence__gt=0), name="an_intended_award_is_of_something"
            ),
        ]

    def __str__(self):
        return self.payee_name
