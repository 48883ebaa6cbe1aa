"""Officers' pages of the roll: who may vote, and where their link goes."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from civilsociety.organisations.models import Organisation
from civilsociety.organisations.states import Status
from civilsociety.refusal import why_not
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_and_return, act_page, sent
from engagement.actions.elections import preparing
from engagement.forms.elections.preparing import FillRollForm
from engagement.forms.elections.running import AddressForm, StrikeForm
from engagement.queries.elections.voters import SHOWN, not_on_roll, roll_of
from engagement.rules.elections.running import check_can_change_roll
from engagement.views.elections.access import (
    BASE,
    any_election,
    any_voter,
    officers,
    officers_trail,
)

PAGE = 50


def _address(election):
    return reverse("engagement:election_roll", args=[election.pk])


def _trail(election):
    return [*officers_trail(election), ("The roll", _address(election))]


@officers
def election_roll(request, pk):
    """The organisations on the roll; those that voted, never for whom."""
    election = any_election(pk)
    words, shown = request.GET.get("q", "")[:200], request.GET.get("show", "")
    found = roll_of(election, words=words, shown=shown)
    context = {
        "election": election,
        "trail": officers_trail(election),
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "words": words.replace("\0", ""),
        "shown": shown,
        "choices": [("", "All"), *((key, label) for key, (label, _) in SHOWN.items())],
        "refusal": why_not(check_can_change_roll, election, now=clock.now()),
    }
    return render(request, "engagement/elections/roll.html", context)


@officers
def fill_roll(request, pk):
    """Puts organisations on the roll by kind, place and income."""
    election, now = any_election(pk), clock.now()
    refusal = why_not(check_can_change_roll, election, now=now)
    given = () if refusal else sent(request)
    form = FillRollForm(*given, subject=election, by=request.user, now=now)
    return act_page(
        request, form, to=_address(election), trail=_trail(election), refusal=refusal, **BASE
    )


@officers
def add_to_roll(request, pk):
    """Looks for one organisation and puts it on the roll."""
    election = any_election(pk)
    words = request.GET.get("q", "")[:200].replace("\0", "")
    if request.method == "POST":
        number = request.POST.get("organisation", "")
        known = Organisation.objects.filter(status=Status.CONFIRMED)
        wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
        organisation = get_object_or_404(known, pk=wanted)
        return act_and_return(
            request,
            preparing.fill_roll,
            words=f"{organisation} is on the roll.",
            to=_address(election),
            election=election,
            organisations=[organisation],
            now=clock.now(),
        )
    context = {
        "election": election,
        "trail": _trail(election),
        "words": words,
        "found": not_on_roll(election, words) if words.strip() else [],
        "refusal": why_not(check_can_change_roll, election, now=clock.now()),
    }
    return render(request, "engagement/elections/add_to_roll.html", context)


def _about_voter(request, pk, voter, form_class, *, refusal=""):
    found = any_voter(pk, voter)
    given = () if refusal else sent(request)
    form = form_class(*given, subject=found, by=request.user, now=clock.now())
    to, trail = _address(found.election), _trail(found.election)
    return act_page(request, form, to=to, trail=trail, refusal=refusal, **BASE)


@officers
def strike_voter(request, pk, voter):
    """Takes an organisation off the roll."""
    refusal = why_not(check_can_change_roll, any_election(pk), now=clock.now())
    return _about_voter(request, pk, voter, StrikeForm, refusal=refusal)


@officers
def voter_address(request, pk, voter):
    """Changes where an organisation's link goes."""
    return _about_voter(request, pk, voter, AddressForm)


@officers
@require_POST
def put_back_voter(request, pk, voter):
    """Puts an organisation back on the roll."""
    found = any_voter(pk, voter)
    return act_and_return(
        request,
        preparing.put_back,
        words=f"{found.organisation} is on the roll again.",
        to=_address(found.election),
        voter=found,
        now=clock.now(),
    )
