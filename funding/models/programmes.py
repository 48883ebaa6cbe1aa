"""A programme: what money is offered for, to whom, and how it is judged."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from civilsociety.budget.models import Head
from civilsociety.choices import known
from civilsociety.decisions.models import Authority
from civilsociety.organisations.models import Organisation
from funding.models.choices import IndicatorKind, ProgrammeKind, ProjectKind, ReasonUse, RegrantType
from funding.states import ProgrammeState


class ProgrammeQuerySet(models.QuerySet):
    def public(self):
        """Those anybody may read about: running and ended ones."""
        return self.exclude(state=ProgrammeState.DRAFT)

    def running(self):
        """Those that still give money."""
        return self.filter(state=ProgrammeState.PUBLISHED)


class Programme(models.Model):
    """Money offered for one purpose, under one budget head.

    `code` stands in references (SRF). `authority` is what the decision allows to be spent, or the
    delegation under which it is decided. `most_percent` caps a grant as a share of the project's
    cost. `department` is the one the Transparency Code names.
    """

    slug = models.SlugField(max_length=60, unique=True)
    code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=ProgrammeKind)
    head = models.ForeignKey(Head, models.PROTECT, related_name="+")
    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="+"
    )
    objective = models.CharField("objective of the strategy", max_length=200)
    summary = models.CharField("in one sentence", max_length=300)
    about = models.TextField("what it is for (Markdown)", blank=True)
    who_can_apply = models.TextField("who can apply (Markdown)", blank=True)
    exclusions = models.TextField("what it does not fund (Markdown)", blank=True)
    terms = models.TextField("terms and conditions (Markdown)", blank=True)
    what_next = models.TextField("what happens after sending (Markdown)", blank=True)
    department = models.CharField(max_length=200)
    contact_email = models.EmailField("whom applicants ask", max_length=254, blank=True)
    least_pence = models.BigIntegerField("smallest grant", default=0)
    most_pence = models.BigIntegerField("largest grant", null=True, blank=True)
    most_percent = models.PositiveSmallIntegerField(
        "largest share of the cost, per cent", null=True, blank=True
    )
    partner = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="partner who awards or delivers",
    )  # fmt: skip
    regrant_type = models.CharField(max_length=6, choices=RegrantType, blank=True)
    state = models.CharField(max_length=10, choices=ProgrammeState, default=ProgrammeState.DRAFT)
    is_sample = models.BooleanField("invented for the demonstration", default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(**known("kind", ProgrammeKind, "programme_kind_is_known")),
            models.CheckConstraint(**known("state", ProgrammeState, "programme_state_is_known")),
            models.CheckConstraint(
                condition=Q(least_pence__gte=0)
                & (Q(most_pence=None) | Q(most_pence__gte=F("least_pence"), most_pence__gt=0)),
                name="the_largest_grant_is_no_smaller_than_the_smallest",
            ),
            models.CheckConstraint(
                condition=Q(most_percent=None) | Q(most_percent__gte=1, most_percent__lte=100),
                name="a_share_of_the_cost_is_a_percentage",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("funding:programme", args=[self.slug])

    @property
    def is_public(self):
        """Whether anybody may read about it."""
        return self.state != ProgrammeState.DRAFT


class EligibilityQuestion(models.Model):
    """One question of the eligibility checker: the answer that lets an organisation go on, and
    what it reads otherwise."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="eligibility_questions")
    position = models.PositiveSmallIntegerField(default=1)
    text = models.CharField("question", max_length=200)
    help = models.CharField(max_length=300, blank=True)
    right_answer = models.BooleanField("“yes” lets them go on", default=True)
    why_not = models.TextField("what they read otherwise, and what they can do instead")

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text


class Criterion(models.Model):
    """Something every bid is scored on, 0 to 5; `weight` is how many times it counts."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=120)
    description = models.TextField("what a good answer shows")
    weight = models.PositiveSmallIntegerField(default=1)

    MOST_POINTS = 5

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "criteria"
        constraints = [
            models.CheckConstraint(condition=Q(weight__gte=1), name="a_criterion_counts"),
            models.UniqueConstraint(
                fields=["programme", "name"], name="a_criterion_is_listed_once"
            ),
        ]

    def __str__(self):
        return self.name


class ProgrammeDocument(models.Model):
    """A document beside a programme: guidance, terms, an example of an application."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="documents")
    title = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.title


class Indicator(models.Model):
    """What a programme counts: its name, its unit, and exactly what is counted."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=10, choices=IndicatorKind)
    name = models.CharField(max_length=120)
    unit = models.CharField(max_length=40)
    definition = models.TextField("exactly what is counted")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"], name="an_indicator_is_listed_once"
            ),
            models.CheckConstraint(**known("kind", IndicatorKind, "indicator_kind_is_known")),
        ]

    def __str__(self):
        return self.name


class Reason(models.Model):
    """A reason that letters, feedback and published counts all take from one place."""

    key = models.SlugField(max_length=60, unique=True)
    use = models.CharField(max_length=10, choices=ReasonUse)
    label = models.CharField("as it is counted", max_length=120)
    text = models.TextField("as an applicant reads it")
    position = models.PositiveSmallIntegerField(default=50)

    class Meta:
        ordering = ["use", "position", "label"]
        constraints = [
            models.CheckConstraint(**known("use", ReasonUse, "reason_use_is_known")),
        ]

    def __str__(self):
        return self.label


class PledgeRules(models.Model):
    """How much a crowdfunding programme pledges: rules as data, each a line of the meter.

    `cap_percent` is of the target; `public_percent` the most that all public pledges together,
    ours among them, may be of it.
    """

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="pledge_rules")
    cap_pence = models.BigIntegerField("most we pledge to one project")
    cap_percent = models.PositiveSmallIntegerField("most we pledge, per cent of the target")
    public_percent = models.PositiveSmallIntegerField(
        "all public pledges together, per cent of the target"
    )
    excluded_kinds = ArrayField(
        models.CharField(max_length=20, choices=ProjectKind), default=list, blank=True,
        verbose_name="kinds of project it does not support",
    )  # fmt: skip
    no_repeat = models.BooleanField("the same project is never supported twice", default=True)

    class Meta:
        verbose_name_plural = "pledge rules"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    cap_pence__gt=0,
                    cap_percent__gte=1,
                    cap_percent__lte=100,
                    public_percent__gte=1,
                    public_percent__lte=100,
                ),
                name="pledge_rules_are_limits",
            ),
        ]

    def __str__(self):
        return f"Pledge rules of {self.programme}"
