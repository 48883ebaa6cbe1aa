"""Elections by the sector: who may vote, who stands, secret ballots, the result."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from civilsociety.choices import known
from civilsociety.organisations.models import Organisation
from engagement.models.groups import Group, Seat
from engagement.states import ElectionState, NominationState


class Election(models.Model):
    """A call to fill seats: nominations until a moment, then votes until a moment.

    One organisation has one vote; a vote names at most as many candidates as there are seats
    in its contest (`ElectionSeat`). `tie_rule` is printed as it was stated before the call.
    """

    group = models.ForeignKey(Group, models.PROTECT, related_name="elections")
    title = models.CharField(max_length=200)
    about = models.TextField("what it is about (Markdown)", blank=True)
    who_may_vote = models.TextField("which organisations may vote", blank=True)
    tie_rule = models.TextField("how a tie is broken")
    state = models.CharField(max_length=12, choices=ElectionState, default=ElectionState.PREPARED)
    nominations_open_at = models.DateTimeField()
    nominations_close_at = models.DateTimeField()
    voting_opens_at = models.DateTimeField()
    voting_closes_at = models.DateTimeField()
    term_starts_on = models.DateField("terms of those elected begin")
    returning_officer = models.CharField(max_length=200, blank=True)
    reminder_at = models.DateTimeField("who had not voted was reminded", null=True, blank=True)
    called_at = models.DateTimeField("the call was published", null=True, blank=True)
    declared_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(default=dict)
    cancelled_reason = models.TextField(blank=True)
    is_sample = models.BooleanField("invented for the demonstration", default=False)
    created_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-nominations_open_at", "-id"]
        constraints = [
            models.CheckConstraint(**known("state", ElectionState, "election_state_is_known")),
            models.CheckConstraint(
                condition=Q(nominations_close_at__gt=F("nominations_open_at"))
                & Q(voting_opens_at__gte=F("nominations_close_at"))
                & Q(voting_closes_at__gt=F("voting_opens_at")),
                name="an_election_goes_forward",
            ),
            models.CheckConstraint(
                condition=~Q(state=ElectionState.CANCELLED) | ~Q(cancelled_reason=""),
                name="a_cancelled_election_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=ElectionState.DECLARED) | Q(declared_at__isnull=False),
                name="a_declared_election_says_when",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("engagement:election", args=[self.group.slug, self.pk])


class ElectionSeat(models.Model):
    """A seat that is voted on. Seats with the same `contest` are filled from one list."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="seats")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    contest = models.PositiveSmallIntegerField(default=1)
    contest_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["contest", "id"]
        constraints = [
            models.UniqueConstraint(fields=["election", "seat"], name="a_seat_is_voted_on_once")
        ]

    def __str__(self):
        return f"{self.seat}"


class Nomination(models.Model):
    """Somebody is put forward; they accept by their own link before anybody checks it."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="nominations")
    contest = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation_name = models.CharField(max_length=200, blank=True)
    statement = models.TextField("why they would be good at it", blank=True)
    interests = models.TextField("interests they declare", blank=True)
    state = models.CharField(
        max_length=10, choices=NominationState, default=NominationState.PROPOSED
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    proposing_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Only the hash is kept: whoever reads the database cannot accept for anybody.
    link_hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    consent_to_name = models.BooleanField(default=False)
    ruled_out_reason = models.TextField(blank=True)
    # The state this person was last written to about, so that nobody is told anything twice.
    told_state = models.CharField(max_length=12, blank=True)
    mail_error = models.TextField(blank=True)
    is_sample = models.BooleanField("invented for the demonstration", default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["contest", "id"]
        constraints = [
            models.CheckConstraint(**known("state", NominationState, "nomination_state_is_known")),
            models.CheckConstraint(
                condition=~Q(state=NominationState.RULED_OUT) | ~Q(ruled_out_reason=""),
                name="who_is_ruled_out_is_told_why",
            ),
            models.UniqueConstraint(
                fields=["election", "contest", "email"],
                condition=~Q(state__in=[NominationState.DECLINED, NominationState.WITHDRAWN]),
                name="a_person_is_nominated_once",
            ),
        ]

    def __str__(self):
        return self.name


class Voter(models.Model):
    """An organisation on the roll of an election, and whether it has voted; never for whom.

    `email` is where its link goes; only the hash of the link is kept.
    """

    election = models.ForeignKey(Election, models.PROTECT, related_name="voters")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    email = models.EmailField(max_length=254, blank=True)
    link_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    called_at = models.DateTimeField("told of the call", null=True, blank=True)
    link_sent_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    mail_error = models.TextField(blank=True)
    voted_on = models.DateField(null=True, blank=True)
    struck_reason = models.TextField("why it was taken off the roll", blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "organisation"], name="an_organisation_votes_once"
            )
        ]

    def __str__(self):
        return f"{self.organisation}"


class Ballot(models.Model):
    """One secret vote: what was chosen and the receipt, and nothing that leads to the voter.

    The primary key is random and no moment is kept, so that the order of the rows says nothing.
    `choices` are the numbers of nominations by contest: `{"1": [12, 15]}`; empty lists abstain.
    """

    id = models.UUIDField(primary_key=True)
    election = models.ForeignKey(Election, models.PROTECT, related_name="ballots")
    receipt = models.CharField(max_length=40)
    choices = models.JSONField()

    class Meta:
        ordering = ["receipt"]
        constraints = [
            models.UniqueConstraint(fields=["election", "receipt"], name="a_receipt_is_unique")
        ]
        triggers = [
            pgtrigger.Protect(name="as_cast", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return self.receipt
