"""Groups, their seats, and who sits on them from when to when."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils import timezone

from civilsociety.choices import known
from civilsociety.organisations.models import Organisation
from civilsociety.organisations.models.choices import District, Kind
from engagement.models.choices import Appointment, InterestKind, TermEnding


class DateRange(Func):
    """The days of a term, both inclusive."""

    function = "DATERANGE"
    output_field = DateRangeField()


class Group(models.Model):
    """A standing group: the Steering Group, the Partnership Board.

    `rotation_percent` is the largest share of seats whose terms may end in one year.
    `reads_drafts` gives its members the strategy's unpublished drafts.
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    purpose = models.TextField("what it is for (Markdown)")
    independence = models.TextField("how it is independent (Markdown)", blank=True)
    terms_of_reference = models.TextField("terms of reference (Markdown)", blank=True)
    contact = models.CharField("how to reach it", max_length=200, blank=True)
    quorum = models.PositiveSmallIntegerField("members needed to decide", default=1)
    rotation_percent = models.PositiveSmallIntegerField(
        "largest share of seats that ends in one year (per cent)", default=34
    )
    longest_terms = models.PositiveSmallIntegerField("terms in a row at most", default=2)
    reads_drafts = models.BooleanField("reads drafts of the strategy early", default=False)
    is_public = models.BooleanField("shown to everybody", default=False)
    founded_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_reason = models.TextField(blank=True)
    is_sample = models.BooleanField("written for the demonstration", default=False)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rotation_percent__gte=1, rotation_percent__lte=100),
                name="rotation_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | ~Q(closed_reason=""), name="a_closed_group_says_why"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("engagement:group", args=[self.slug])


class Seat(models.Model):
    """A place on a group, and whom it is kept for. Empty kind or district: for anybody."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="seats")
    name = models.CharField(max_length=200)
    is_chair = models.BooleanField(default=False)
    appointment = models.CharField(max_length=12, choices=Appointment)
    kind = models.CharField("kind of organisation", max_length=30, choices=Kind, blank=True)
    district = models.CharField(max_length=30, choices=District, blank=True)
    partner = models.CharField("named by (a partner)", max_length=200, blank=True)
    term_months = models.PositiveSmallIntegerField("length of a term (months)", default=24)
    order = models.PositiveSmallIntegerField(default=1)
    abolished_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["group", "-is_chair", "order", "id"]
        constraints = [
            models.CheckConstraint(
                **known("appointment", Appointment, "seat_appointment_is_known")
            ),
            models.CheckConstraint(
                condition=Q(term_months__gte=1), name="a_term_lasts_a_month_at_least"
            ),
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(is_chair=True, abolished_on=None),
                name="one_chair_of_a_group",
            ),
        ]

    def __str__(self):
        return self.name


class TermQuerySet(models.QuerySet):
    def on(self, day):
        """Terms that run on a day (first and last day included)."""
        return self.filter(starts_on__lte=day).running_from(day)

    def running_from(self, day):
        """Terms whose last day is this day or later."""
        return self.filter(Q(ended_on=None, ends_on__gte=day) | Q(ended_on__gte=day))

    def held(self):
        """Terms that held a day at least; one withdrawn before it began held none."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=F("starts_on")))

    def of(self, user):
        """Terms of a person who signs in."""
        return self.filter(user=user) if user.is_authenticated else self.none()


class Term(models.Model):
    """Somebody sits on a seat from a day to a day, both inclusive; ended early with a reason.

    Without `consent_at` the public sees the seat and the organisation's kind, never the name.
    """

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="terms")
    name = models.CharField(max_length=200)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    email = models.EmailField(max_length=254, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ending = models.CharField(max_length=20, choices=TermEnding, blank=True)
    consent_at = models.DateTimeField("agreed to be named", null=True, blank=True)
    about = models.TextField("what they would like people to know", blank=True)
    election = models.ForeignKey(
        "Election", models.PROTECT, null=True, blank=True, related_name="terms"
    )
    role_given = models.BooleanField("their role as a reader of drafts came with it", default=False)
    is_sample = models.BooleanField("invented for the demonstration", default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["seat", "starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="a_term_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ending="") | Q(ended_on__isnull=False) & ~Q(ending=""),
                name="an_ended_term_says_why",
            ),
            ExclusionConstraint(
                name="a_seat_holds_one_person_at_a_time",
                expressions=[
                    # As a range of one number: plain equality would need an extension.
                    (
                        Func(F("seat"), F("seat"), Value("[]"), function="INT8RANGE"),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        DateRange(
                            F("starts_on"),
                            Func(F("ended_on"), F("ends_on"), function="COALESCE"),
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                # A term withdrawn before it began holds no day.
                condition=Q(ended_on=None) | Q(ended_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.seat}"

    @property
    def last_day(self):
        """The last day it ran or will run."""
        return self.ended_on or self.ends_on


class Interest(models.Model):
    """An interest a member declares, in the group's public register; ended, never deleted."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="interests")
    kind = models.CharField(max_length=12, choices=InterestKind)
    text = models.CharField(max_length=500)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    from_on = models.DateField("since", null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    declared_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["term", "declared_at", "id"]
        constraints = [
            models.CheckConstraint(**known("kind", InterestKind, "interest_kind_is_known"))
        ]

    def __str__(self):
        return self.text
