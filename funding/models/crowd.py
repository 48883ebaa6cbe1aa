"""Crowdfunded projects on an outside platform, what others pledged, and what we pledge."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from civilsociety.budget.models import Reservation
from civilsociety.budget.states import ReservationState
from civilsociety.choices import known
from civilsociety.organisations.models import District, Organisation
from funding.models.awards import Award
from funding.models.calls import Call
from funding.models.choices import ProjectKind
from funding.models.programmes import Programme
from funding.states import OUTSIDE_LABELS, ProgrammeState, ProjectState

PERSON = settings.AUTH_USER_MODEL
# Where a pledge of ours stands, held or granted.
SUPPORTED = (ProjectState.RESERVED, ProjectState.COMMITTED)


class ProjectQuerySet(models.QuerySet):
    def supported(self):
        """Those with a pledge of ours, held or granted."""
        return self.filter(state__in=SUPPORTED)

    def public(self, today):
        """Those anybody may read about: supported, void, or considered while they raise money.

        What was refused, or never considered in time, is nobody's to read.
        """
        shown = Q(state__in=[*SUPPORTED, ProjectState.VOID])
        considered = Q(state=ProjectState.PROPOSED, campaign_ends_on__gte=today)
        hidden = Q(programme__state=ProgrammeState.DRAFT)
        return self.filter(shown | considered).exclude(hidden)

    def with_pledges(self):
        """Each with everything the meter reads, and `supported_as`: the title under which the
        same project has a pledge of ours already. A constant number of queries."""
        related = ("organisation", "call__year", "programme__pledge_rules", "same_as")
        family = Project.objects.supported().exclude(pk=OuterRef("pk"))
        family = family.annotate(first=Coalesce("same_as", "pk")).filter(
            first=Coalesce(OuterRef("same_as"), OuterRef("pk"))
        )
        return (
            self.select_related(*related, "reservation", "award")
            .prefetch_related("partner_pledges")
            .annotate(supported_as=Subquery(family.order_by("pk").values("title")[:1]))
        )


class Project(models.Model):
    """A project that raises money from a crowd, as we saw it last (`seen_on`).

    `pledged_pence` is ours; `reservation` holds it until the campaign has ended, `award` is the
    grant it became. `target_met_on` and `verified_on` are both needed before that. Our pledge
    is counted in `raised_pence` from the day it is held. `same_as` is the first project of
    those that are one.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="projects")
    call = models.ForeignKey(
        Call, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name="round"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=140)
    summary = models.TextField()
    kinds = ArrayField(models.CharField(max_length=20, choices=ProjectKind), default=list)
    districts = ArrayField(
        models.CharField(max_length=30, choices=District), default=list, blank=True
    )
    platform_url = models.URLField("page on the platform", max_length=300, unique=True)
    target_pence = models.BigIntegerField()
    raised_pence = models.BigIntegerField("raised so far, all pledges together", default=0)
    seen_on = models.DateField("as seen on")
    campaign_ends_on = models.DateField("last day of the campaign")
    same_as = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="later",
        verbose_name="the same project as an earlier one",
    )  # fmt: skip
    state = models.CharField(max_length=10, choices=ProjectState, default=ProjectState.PROPOSED)
    pledged_pence = models.BigIntegerField(null=True, blank=True)
    reservation = models.OneToOneField(
        Reservation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    award = models.OneToOneField(
        Award, models.PROTECT, null=True, blank=True, related_name="project"
    )
    target_met_on = models.DateField(null=True, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    verified_how = models.CharField(max_length=300, blank=True)
    closed_why = models.TextField("why it was refused or became void", blank=True)
    added_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    is_sample = models.BooleanField("invented for the demonstration", default=False)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["campaign_ends_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(target_pence__gt=0, raised_pence__gte=0), name="a_project_has_a_target"
            ),
            models.CheckConstraint(
                condition=Q(pledged_pence=None)
                | Q(pledged_pence__gt=0, pledged_pence__lte=F("target_pence")),
                name="a_pledge_is_part_of_the_target",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProjectState.COMMITTED)
                | Q(
                    award__isnull=False,
                    target_met_on__isnull=False,
                    verified_on__isnull=False,
                ),
                name="a_pledge_becomes_a_grant_when_met_and_verified",
            ),
            models.CheckConstraint(**known("state", ProjectState, "project_state_is_known")),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("funding:project", args=[self.pk])

    @property
    def outside_state(self):
        """Where it stands, in the words of those outside."""
        return OUTSIDE_LABELS[ProjectState][ProjectState(self.state)]

    @property
    def is_supported(self):
        """Whether a pledge of ours stands, held or granted."""
        return self.state in SUPPORTED

    @property
    def ours_pence(self):
        """Our pledge where it stands, else nothing."""
        return (self.pledged_pence or 0) if self.is_supported else 0

    @property
    def public_pence(self):
        """What other public funders pledged."""
        return sum(each.amount_pence for each in self.partner_pledges.all() if each.is_public)

    @property
    def private_pence(self):
        """What charities and businesses pledged, as funders we know by name."""
        return sum(each.amount_pence for each in self.partner_pledges.all() if not each.is_public)

    @property
    def others_pence(self):
        """What is raised without our pledge."""
        return max(self.raised_pence - self.ours_pence, 0)

    @property
    def known_pence(self):
        """What is pledged by all together, as far as we know: what we saw on the platform, or
        the pledges written down here where these come to more."""
        return max(self.raised_pence, self.ours_pence + self.public_pence + self.private_pence)

    @property
    def crowd_pence(self):
        """What is raised from everybody who is not a funder named here."""
        return self.known_pence - self.ours_pence - self.public_pence - self.private_pence

    @property
    def missing_pence(self):
        """What is still missing to the target, our pledge counted."""
        return max(self.target_pence - self.known_pence, 0)

    @property
    def is_held(self):
        """Whether the money of a reserved pledge is still held in the ledger."""
        return self.reservation is not None and self.reservation.state == ReservationState.HELD

    def has_ended(self, today):
        """Whether the campaign's last day is over."""
        return today > self.campaign_ends_on


class PartnerPledge(models.Model):
    """What another funder pledged: shown beside ours, never in our ledger."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="partner_pledges")
    funder = models.CharField(max_length=200)
    amount_pence = models.BigIntegerField()
    is_public = models.BooleanField("public money: counts towards the common limit", default=True)
    pledged_on = models.DateField()

    class Meta:
        ordering = ["pledged_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_pence__gt=0), name="a_partner_pledges_some_money"
            ),
            models.UniqueConstraint(
                fields=["project", "funder"], name="a_partner_pledges_once_to_a_project"
            ),
        ]

    def __str__(self):
        return f"{self.funder}: {self.project}"
