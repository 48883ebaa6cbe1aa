"""The framework: years, sources, heads, and the lines where they meet."""

from datetime import date

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from civilsociety.budget.models import guards
from civilsociety.budget.states import SplitRule, YearState
from civilsociety.decisions.models import Purpose


class YearQuerySet(models.QuerySet):
    def open(self):
        """Years that take postings."""
        return self.filter(state=YearState.OPEN)

    def holding(self, day):
        """The year this day falls in (one row or none)."""
        starts = date(day.year if (day.month, day.day) >= (4, 1) else day.year - 1, 4, 1)
        return self.filter(starts_on=starts)


class Year(models.Model):
    """A financial year of the council, 1 April to 31 March, both days included."""

    starts_on = models.DateField(unique=True)
    state = models.CharField(max_length=10, choices=YearState, default=YearState.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = YearQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__month=4, starts_on__day=1), name="a_year_starts_on_1_april"
            ),
            models.CheckConstraint(
                condition=Q(state=YearState.OPEN, closed_at=None)
                | Q(state=YearState.CLOSED, closed_at__isnull=False),
                name="a_closed_year_says_when",
            ),
        ]
        triggers = [
            guards.stays_as_it_is("stays_what_it_is", "starts_on"),
            pgtrigger.Trigger(
                name="closes_only_when_settled",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=guards.YEAR_CLOSES_WHEN_SETTLED,
            ),
        ]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("budget:year", args=[self.slug])

    @property
    def label(self):
        """As tables write it: 2021/22."""
        return f"{self.starts_on.year}/{(self.starts_on.year + 1) % 100:02d}"

    @property
    def slug(self):
        """As addresses write it: 2021-22."""
        return self.label.replace("/", "-")

    @property
    def ends_on(self):
        """The last day, 31 March."""
        return date(self.starts_on.year + 1, 3, 31)

    @property
    def is_open(self):
        """Whether it takes postings."""
        return self.state == YearState.OPEN


class Source(models.Model):
    """Where the money comes from: the base budget, Public Health."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField("order, also of odd pennies", unique=True)

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return self.name


class Ceiling(models.Model):
    """What one source gives in one year, at most; and how much of it has been appropriated."""

    year = models.ForeignKey(Year, models.PROTECT, related_name="ceilings")
    source = models.ForeignKey(Source, models.PROTECT, related_name="ceilings")
    amount_pence = models.BigIntegerField("at most")
    appropriated_pence = models.BigIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["year__starts_on", "source__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "source"], name="one_ceiling_a_year_and_source"
            ),
            models.CheckConstraint(
                condition=Q(amount_pence__gte=0, appropriated_pence__gte=0)
                & Q(appropriated_pence__lte=F("amount_pence")),
                name="appropriations_stay_under_the_ceiling",
            ),
        ]
        triggers = [
            *guards.counters_are_kept("appropriated_pence"),
            guards.stays_as_it_is("stays_what_it_is", "year_id", "source_id"),
            pgtrigger.Protect(
                name="is_not_taken_away",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__appropriated_pence__gt=0),
            ),
        ]

    def __str__(self):
        return f"{self.year}, {self.source}"


class Head(models.Model):
    """What money is for: a programme, the Steering Group; or nothing yet (unallocated)."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    purpose = models.ForeignKey(
        Purpose,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="What a decision must be for, to spend under this head.",
    )
    objective = models.CharField("objective of the strategy", max_length=200, blank=True)
    split = models.CharField(max_length=10, choices=SplitRule, default=SplitRule.EQUAL)
    single_source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_unallocated = models.BooleanField("money that has no purpose yet", default=False)
    is_sample = models.BooleanField("invented for the demonstration", default=False)
    position = models.PositiveSmallIntegerField(default=50)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_unallocated"],
                condition=Q(is_unallocated=True),
                name="one_head_for_what_is_unallocated",
            ),
            models.CheckConstraint(
                condition=Q(split=SplitRule.EQUAL, single_source=None)
                | Q(split=SplitRule.SINGLE, single_source__isnull=False),
                name="a_single_source_is_named",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="keeps_its_purpose",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=guards.HEAD_KEEPS_ITS_PURPOSE,
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("budget:programme", args=[self.key])


class Line(models.Model):
    """The money of one source for one head in one year, and where it stands.

    `origin` is the year the money was first appropriated in: the same year, unless it was
    carried forward. Always: appropriated = available + reserved + committed + paid (pence).
    The counters follow the entries, by trigger; nothing else may change them.
    """

    year = models.ForeignKey(Year, models.PROTECT, related_name="lines")
    source = models.ForeignKey(Source, models.PROTECT, related_name="lines")
    head = models.ForeignKey(Head, models.PROTECT, related_name="lines")
    origin = models.ForeignKey(Year, models.PROTECT, related_name="+")
    appropriated_pence = models.BigIntegerField(default=0, editable=False)
    reserved_pence = models.BigIntegerField(default=0, editable=False)
    committed_pence = models.BigIntegerField("committed, not yet paid", default=0, editable=False)
    paid_pence = models.BigIntegerField("paid, less what came back", default=0, editable=False)
    available_pence = models.GeneratedField(
        expression=F("appropriated_pence")
        - F("reserved_pence")
        - F("committed_pence")
        - F("paid_pence"),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["year__starts_on", "head__position", "source__position", "origin__starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "source", "head", "origin"], name="one_line_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(
                    reserved_pence__gte=0,
                    committed_pence__gte=0,
                    paid_pence__gte=0,
                    appropriated_pence__gte=F("reserved_pence")
                    + F("committed_pence")
                    + F("paid_pence"),
                ),
                name="a_line_is_never_overspent",
            ),
        ]
        triggers = [
            *guards.counters_are_kept(
                "appropriated_pence", "reserved_pence", "committed_pence", "paid_pence"
            ),
            guards.stays_as_it_is(
                "stays_what_it_is", "year_id", "source_id", "head_id", "origin_id"
            ),
            pgtrigger.Trigger(
                name="begins_in_an_open_year",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=guards.LINE_BEGINS_IN_AN_OPEN_YEAR,
            ),
        ]

    def __str__(self):
        carried = f", carried from {self.origin}" if self.origin_id != self.year_id else ""
        return f"{self.year}, {self.head}, {self.source}{carried}"
