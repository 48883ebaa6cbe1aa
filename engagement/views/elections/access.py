"""Who opens which page of an election, and the way back."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.ui.limits import ip, limited
from engagement.models import Election, Nomination, Voter
from engagement.queries.elections.listing import elections_for

officers = requires(Permission.MANAGE_ENGAGEMENT)
BASE = {"base": "officers/base.html"}
# Somebody who tries links one after the other has to wait; somebody with theirs never notices.
guess_slowly = limited("election-link", "60/m", by=ip, methods=("GET", "POST"))


def election_or_404(request, slug, pk):
    """An election that this person may read."""
    return get_object_or_404(elections_for(request.user), pk=pk, group__slug=slug)


def declared_or_404(request, slug, pk):
    """An election whose result is out."""
    return get_object_or_404(elections_for(request.user), pk=pk, group__slug=slug, state="declared")


def any_election(pk):
    """An election, for its officers."""
    return get_object_or_404(Election.objects.select_related("group"), pk=pk)


def any_voter(pk, voter):
    """A place on the roll of an election, for its officers."""
    related = ("election__group", "organisation")
    return get_object_or_404(Voter.objects.select_related(*related), pk=voter, election=pk)


def any_nomination(pk, nomination):
    """A nomination in an election, for its officers."""
    related = ("election__group", "organisation", "proposing_organisation")
    found = Nomination.objects.select_related(*related)
    return get_object_or_404(found, pk=nomination, election=pk)


def public_trail(election, *, itself=False):
    """The way back from a public page."""
    trail = [
        ("Groups", reverse("engagement:groups")),
        (election.group.name, election.group.get_absolute_url()),
    ]
    return trail + [(election.title, election.get_absolute_url())] if itself else trail


def officers_trail(election=None):
    """The way back from an officers' page."""
    trail = [("Elections", reverse("engagement:elections_desk"))]
    if election is not None:
        trail.append((election.title, hub_of(election)))
    return trail


def hub_of(election):
    """The officers' page of an election."""
    return reverse("engagement:manage_election", args=[election.pk])
