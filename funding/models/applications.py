"""An application: one organisation's bid to one call, and the people who write it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from civilsociety.choices import known
from civilsociety.organisations.models import District, Organisation
from funding.models.calls import Call
from funding.models.choices import ColleagueRole
from funding.models.files import StoredFile
from funding.models.programmes import Reason
from funding.states import OUTSIDE_LABELS, ApplicationState


class ApplicationQuerySet(models.QuerySet):
    def received(self):
        """Everything that was ever sent."""
        return self.exclude(submitted_at=None)

    def shown_to(self, user):
        """Without those in which this person declared an interest: they are not there for them."""
        return self.exclude(pk__in=self.hidden_from(user))

    def hidden_from(self, user):
        """The ids of those in which this person has an interest that stands, as a subquery.

        Both conditions are of one declaration, which `exclude` alone would not hold together.
        """
        declared = Application._base_manager.filter(
            conflicts__person=user, conflicts__withdrawn_at=None
        )
        return declared.values("pk")

    def of_colleague(self, user):
        """Those this person works on."""
        return self.filter(colleagues__person=user, colleagues__left_at=None)


class Application(models.Model):
    """One bid. `answers` holds what the call's questions got, by their keys.

    `summary` may be published if the bid is awarded, so it holds no personal data.
    `signed_digest` is the digest of what the trustee signed; a change afterwards voids it.
    `revision` grows with every change. `typed` keeps each part of a draft as it was written, also
    where that is no answer yet: too long, half a date. It is empty once the bid was sent.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="applications")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField("name of the project", max_length=140, blank=True)
    summary = models.TextField("what the money is for, for the public", blank=True)
    requested_pence = models.BigIntegerField("amount asked for", null=True, blank=True)
    starts_on = models.DateField("starts", null=True, blank=True)
    ends_on = models.DateField("ends", null=True, blank=True)
    districts = ArrayField(
        models.CharField(max_length=30, choices=District), default=list, blank=True,
        verbose_name="where it takes place",
    )  # fmt: skip
    answers = models.JSONField(default=dict, blank=True)
    typed = models.JSONField("as it was written", default=dict, blank=True)
    revision = models.PositiveIntegerField(default=0)
    state = models.CharField(
        max_length=12, choices=ApplicationState, default=ApplicationState.DRAFT
    )
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_name = models.CharField(max_length=200, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_digest = models.CharField(max_length=64, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    minutes_spent = models.PositiveIntegerField(
        "minutes it took, all together", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reasons = models.ManyToManyField(Reason, related_name="applications", blank=True)
    feedback = models.TextField("what the applicant reads", blank=True)
    withdrawn_why = models.TextField(blank=True)
    no_subsidy_why = models.TextField("why it is not a subsidy", blank=True)
    no_subsidy_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_sample = models.BooleanField("invented for the demonstration", default=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        indexes = [
            models.Index(fields=["call", "state"], name="applications_of_a_call"),
            models.Index(fields=["-submitted_at", "-id"], name="applications_by_moment"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(requested_pence=None) | Q(requested_pence__gt=0),
                name="an_application_asks_for_money",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="a_project_ends_after_it_starts",
            ),
            models.CheckConstraint(
                **known("state", ApplicationState, "application_state_is_known")
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ApplicationState.DRAFT, ApplicationState.WITHDRAWN])
                | Q(submitted_at__isnull=False, requested_pence__isnull=False),
                name="a_bid_was_sent_before_it_is_judged",
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None, signed_at=None, signed_digest="")
                | (Q(signed_by__isnull=False, signed_at__isnull=False) & ~Q(signed_digest="")),
                name="a_signature_says_whose_and_when",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title or 'without a name yet'}"

    def get_absolute_url(self):
        return reverse("funding:application", args=[self.pk])

    @property
    def number(self):
        """As people quote it: SRF-A00012."""
        return f"{self.call.programme.code}-A{self.pk:05d}"

    @property
    def outside_state(self):
        """Where it stands, in the applicant's words."""
        return OUTSIDE_LABELS[ApplicationState][ApplicationState(self.state)]


class BudgetLine(models.Model):
    """One line of what the project costs (pence)."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="budget_lines")
    position = models.PositiveSmallIntegerField(default=1)
    what = models.CharField(max_length=200)
    cost_pence = models.BigIntegerField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(cost_pence__gt=0), name="a_budget_line_costs"),
        ]

    def __str__(self):
        return self.what


class Colleague(models.Model):
    """Somebody who works on an application: invited by address, joined by signing in."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="colleagues")
    role = models.CharField(max_length=10, choices=ColleagueRole)
    email = models.EmailField(max_length=254)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    token = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField(default=timezone.now)
    joined_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "email"],
                condition=Q(left_at=None),
                name="a_colleague_is_listed_once",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(role=ColleagueRole.LEAD, left_at=None),
                name="one_person_leads_an_application",
            ),
            models.CheckConstraint(**known("role", ColleagueRole, "colleague_role_is_known")),
        ]

    def __str__(self):
        return f"Colleague {self.pk} of application {self.application_id}"


class ApplicationFile(models.Model):
    """A file given with an application, as the answer to a question."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="files")
    question_key = models.SlugField(max_length=40)
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return str(self.file)


class ProcessFeedback(models.Model):
    """What an applicant said of applying itself; never shown to those who judge the bid."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="process_feedback")
    ease = models.PositiveSmallIntegerField("1 very hard … 5 very easy")
    comment = models.TextField(blank=True)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "process feedback"
        constraints = [
            models.CheckConstraint(
                condition=Q(ease__gte=1, ease__lte=5), name="ease_is_from_one_to_five"
            ),
        ]

    def __str__(self):
        return f"Feedback on applying, {self.application_id}"
