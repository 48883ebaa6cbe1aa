"""Officers' pages: every election, and one of them from its preparation to its end."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from civilsociety.refusal import why_not
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_page, sent
from engagement.forms.elections import running as forms
from engagement.forms.elections.preparing import (
    ChangeForm,
    MoveDatesForm,
    PrepareForm,
    SeatsForm,
)
from engagement.models import Group
from engagement.queries.elections.listing import for_officers
from engagement.queries.elections.officers_page import hub_page
from engagement.queries.elections.stages import tag_of, words_of
from engagement.rules.elections import running as rules
from engagement.views.elections.access import (
    BASE,
    any_election,
    any_nomination,
    hub_of,
    officers,
    officers_trail,
)

PAGE = 25
SHOWN = (("", "All"), ("running", "Running"), ("ended", "Ended"))


@officers
def elections_desk(request):
    """Every election, and the groups one can be prepared for."""
    words, shown = request.GET.get("q", "")[:200], request.GET.get("show", "")
    page = Paginator(for_officers(words=words, shown=shown), PAGE).get_page(request.GET.get("page"))
    now = clock.now()
    for each in page:
        each.words, each.tag = words_of(each, now), tag_of(each, now)
    context = {
        "page": page,
        "words": words.replace("\0", ""),
        "shown": shown,
        "choices": SHOWN,
        "groups": Group.objects.filter(closed_on=None),
    }
    return render(request, "engagement/elections/desk.html", context)


@officers
def prepare_election(request, slug):
    """Begins an election of a group."""
    group = get_object_or_404(Group, slug=slug, closed_on=None)
    form = PrepareForm(*sent(request), subject=group, by=request.user, now=clock.now())
    return act_page(
        request,
        form,
        to=lambda election: reverse("engagement:election_seats", args=[election.pk]),
        trail=officers_trail(),
        **BASE,
    )


@officers
@require_GET
def manage_election(request, pk):
    """One election: where it stands, what to do next, who stands, how many voted."""
    election = any_election(pk)
    page = request.GET.get("page")
    context = hub_page(election, clock.now(), page=page) | {"trail": officers_trail()}
    return render(request, "engagement/elections/manage.html", context)


def _act(request, election, form, *, refusal="", **more):
    """A page of one act about an election that goes back to its hub."""
    if refusal:
        form.fields = {"key": form.fields["key"]}
    return act_page(
        request,
        form,
        to=hub_of(election),
        trail=officers_trail(election),
        refusal=refusal,
        **more,
        **BASE,
    )


def _about_election(request, pk, form_class, check):
    """The page of an act that is about an election; where it cannot be, the sentence why."""
    election, now = any_election(pk), clock.now()
    refusal = why_not(check, election, now=now)
    given = () if refusal else sent(request)
    form = form_class(*given, subject=election, by=request.user, now=now)
    return _act(request, election, form, refusal=refusal)


@officers
def change_election(request, pk):
    """Rewrites an election before its call."""
    election = any_election(pk)
    now = clock.now()
    refusal = why_not(rules.check_can_change, election, now=now)
    form = ChangeForm(
        *(() if refusal else sent(request)), subject=election, by=request.user, now=now
    )
    template = "engagement/elections/parts/theirs.html"
    return _act(request, election, form, refusal=refusal, before=template)


@officers
def election_seats(request, pk):
    """Chooses the seats an election fills."""
    return _about_election(request, pk, SeatsForm, rules.check_can_change)


@officers
def move_dates(request, pk):
    """Moves moments still to come."""
    return _about_election(request, pk, MoveDatesForm, rules.check_can_reschedule)


@officers
def call_election(request, pk):
    """Publishes the call."""
    return _about_election(request, pk, forms.CallForm, rules.check_can_call)


@officers
def open_voting(request, pk):
    """Publishes the candidates and opens voting."""
    return _about_election(request, pk, forms.OpenVotingForm, rules.check_can_open_voting)


@officers
def remind_voters(request, pk):
    """Sends the one reminder."""
    return _about_election(request, pk, forms.RemindForm, rules.check_can_remind)


@officers
def declare_result(request, pk):
    """Counts and declares."""
    return _about_election(request, pk, forms.DeclareForm, rules.check_can_declare)


@officers
def appoint_elected(request, pk):
    """Appoints those elected."""
    return _about_election(request, pk, forms.AppointForm, rules.check_can_appoint)


@officers
def cancel_election(request, pk):
    """Ends an election without a result."""
    return _about_election(request, pk, forms.CancelForm, rules.check_can_cancel)


@officers
def judge_nomination(request, pk, nomination):
    """Checks a nomination."""
    found = any_nomination(pk, nomination)
    now = clock.now()
    refusal = why_not(rules.check_can_judge, found, now=now)
    form = forms.JudgeForm(
        *(() if refusal else sent(request)), subject=found, by=request.user, now=now
    )
    template = "engagement/elections/parts/nomination.html"
    return _act(request, found.election, form, refusal=refusal, before=template, nomination=found)


@officers
def take_off_candidate(request, pk, nomination):
    """Takes a candidate off the ballot."""
    found = any_nomination(pk, nomination)
    now = clock.now()
    refusal = why_not(rules.check_can_take_off, found, now=now)
    form = forms.TakeOffForm(
        *(() if refusal else sent(request)), subject=found, by=request.user, now=now
    )
    return _act(request, found.election, form, refusal=refusal)
