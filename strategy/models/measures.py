"""Promises that are measured: objectives, measures of success, readings, actions from elsewhere."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from strategy.models.version import Strategy
from strategy.states import PUBLIC_LABELS, UndertakingState


class Objective(models.Model):
    """What the strategy wants to reach. `section_key` is where the text promises it."""

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="objectives")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    section_key = models.SlugField("anchor", max_length=80, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    is_sample = models.BooleanField("written for the demonstration", default=False)
    # Grows with each change: whoever saves says which one they began from.
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["strategy", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "number"], name="an_objective_number_is_used_once"
            )
        ]

    def __str__(self):
        return self.title


class Measure(models.Model):
    """A measure of success: what is counted, from where to where, by whom, how often.

    Values are decimals in the measure's own unit. `feed` names a registered source that reads
    itself (`strategy.slots.measure_feeds`); without one an officer enters each reading.
    """

    class Unit(models.TextChoices):
        PERCENT = "percent", "Per cent"
        NUMBER = "number", "Number"
        POUNDS = "pounds", "Pounds"
        HOURS = "hours", "Hours"
        DAYS = "days", "Days"

    class Direction(models.TextChoices):
        UP = "up", "More is better"
        DOWN = "down", "Less is better"
        HOLD = "hold", "It should stay where it is"

    class Frequency(models.TextChoices):
        QUARTERLY = "quarterly", "Every quarter"
        SIX_MONTHLY = "six_monthly", "Every six months"
        ANNUAL = "annual", "Every year"
        ONCE = "once", "Once, at the end"

    objective = models.ForeignKey(Objective, models.PROTECT, related_name="measures")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    definition = models.TextField("what exactly is counted")
    unit = models.CharField(max_length=10, choices=Unit)
    direction = models.CharField(max_length=4, choices=Direction, default=Direction.UP)
    baseline = models.DecimalField(
        "where it stood", max_digits=14, decimal_places=2, null=True, blank=True
    )
    baseline_on = models.DateField("on which day", null=True, blank=True)
    target = models.DecimalField(
        "where it should be", max_digits=14, decimal_places=2, null=True, blank=True
    )
    target_on = models.DateField("by which day", null=True, blank=True)
    source = models.TextField("where the figures come from")
    frequency = models.CharField(max_length=12, choices=Frequency, default=Frequency.ANNUAL)
    first_due_on = models.DateField("first reading due", null=True, blank=True)
    owner = models.CharField("who answers for it", max_length=200, help_text="A post, not a name.")
    owner_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    section_key = models.SlugField("anchor", max_length=80, blank=True)
    feed = models.CharField("reads itself from", max_length=60, blank=True)
    # Where its source now says something else than was read: [{"on": day, "value": decimal}].
    source_says = models.JSONField(default=list, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    retired_reason = models.TextField(blank=True)
    is_sample = models.BooleanField("written for the demonstration", default=False)
    # Grows with each change: whoever saves says which one they began from.
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["objective__number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="a_measure_slug_is_used_once"),
            models.CheckConstraint(
                condition=Q(baseline=None, baseline_on=None)
                | Q(baseline__isnull=False, baseline_on__isnull=False),
                name="a_baseline_says_when",
            ),
            models.CheckConstraint(
                condition=Q(target=None, target_on=None)
                | Q(target__isnull=False, target_on__isnull=False),
                name="a_target_says_by_when",
            ),
            models.CheckConstraint(
                condition=Q(retired_on=None) | ~Q(retired_reason=""),
                name="a_retired_measure_says_why",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("strategy:measure", args=[self.objective.strategy.slug, self.slug])


class Reading(models.Model):
    """What a measure stood at on a day, on which evidence. Never changed: a correction follows it.

    `corrects` is the reading it replaces. `value` None says that it could not be read, and
    `commentary` why. `base` counts those it rests on: under the threshold it is not shown.
    """

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="readings")
    on = models.DateField("the day it speaks of")
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    base = models.PositiveIntegerField("how many it rests on", null=True, blank=True)
    commentary = models.TextField("what it means", blank=True)
    evidence = models.TextField("what it rests on", blank=True)
    evidence_link = models.URLField(max_length=500, blank=True)
    from_feed = models.BooleanField("read by itself", default=False)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    why_corrected = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    is_sample = models.BooleanField("invented for the demonstration", default=False)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=False) | ~Q(commentary=""),
                name="a_reading_without_a_value_says_why",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(why_corrected=""),
                name="a_corrected_reading_says_why",
            ),
            models.UniqueConstraint(
                fields=["measure", "on"],
                condition=Q(corrects=None),
                name="a_measure_is_read_once_a_day",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="as_read", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.measure}: {self.value} on {self.on}"


class Undertaking(models.Model):
    """An action promised elsewhere that the council tracks here in the same way.

    What a select committee recommended, an action of the recovery cell's plan.
    """

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="undertakings")
    slug = models.SlugField(max_length=60, unique=True)
    body = models.CharField("who asked for it", max_length=200)
    reference = models.CharField("their reference", max_length=80, blank=True)
    title = models.CharField(max_length=200)
    words = models.TextField("what was asked for")
    asked_on = models.DateField(null=True, blank=True)
    owner = models.CharField("who answers for it", max_length=200)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=UndertakingState, default=UndertakingState.OPEN)
    section_key = models.SlugField("anchor", max_length=80, blank=True)
    decision_reference = models.CharField(max_length=40, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    is_sample = models.BooleanField("written for the demonstration", default=False)
    # Grows with each change: whoever saves says which one they began from.
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["body", "reference", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=UndertakingState.values), name="undertaking_state_is_known"
            )
        ]

    def __str__(self):
        return f"{self.body}, {self.reference}: {self.title}" if self.reference else self.title

    def get_absolute_url(self):
        return reverse("strategy:undertaking", args=[self.strategy.slug, self.slug])

    @property
    def public_state(self):
        """Its state in a reader's words."""
        return PUBLIC_LABELS[UndertakingState][UndertakingState(self.state)]


class UndertakingUpdate(models.Model):
    """What was done on an undertaking by a day, and where it stands since; written once."""

    undertaking = models.ForeignKey(Undertaking, models.PROTECT, related_name="updates")
    on = models.DateField()
    state = models.CharField(max_length=12, choices=UndertakingState)
    text = models.TextField()
    evidence_link = models.URLField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["on", "id"]
        triggers = [
            pgtrigger.Protect(name="as_told", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.undertaking}, {self.on}"


class UndertakingMeasure(models.Model):
    """A measure that shows whether an undertaking is kept."""

    undertaking = models.ForeignKey(Undertaking, models.CASCADE, related_name="measured_by")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="undertakings")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["undertaking", "measure"], name="an_undertaking_has_a_measure_once"
            )
        ]

    def __str__(self):
        return f"{self.undertaking}: {self.measure}"
