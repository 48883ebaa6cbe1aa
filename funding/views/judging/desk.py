"""The hub of funding, and the page of one round."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from civilsociety.accounts.permissions import Permission
from civilsociety.refusal import why_not
from civilsociety.ui import clock
from civilsociety.ui.slots import desk_tasks, desk_tools
from funding.actions.judging import assessors as actions
from funding.forms.judging.panels import PanelForm
from funding.forms.judging.rounds import AddAssessorForm, DrawForm, StandDownForm
from funding.models import Application, Assessment, Assessor
from funding.queries.judging.cards import standings
from funding.queries.judging.panels import hides_something, panels_of
from funding.queries.judging.rounds import (
    loads,
    newest_bid,
    not_checked,
    rounds_with_funnel,
    waiting_for_assessors,
)
from funding.rules.judging.assessing import check_can_draw
from funding.rules.judging.interests import check_no_interest_in_round
from funding.states import ApplicationState
from funding.views.judging.access import (
    BASE,
    TRAIL,
    is_reader,
    judges,
    officers,
    round_or_404,
    round_trail,
)
from funding.views.shared import act_and_return, act_page, sent

PAGE = 25


@judges
def desk(request):
    """What waits, each round with its funnel, and where the tools stand."""
    user = request.user
    reads = is_reader(user)
    context = {
        "trail": TRAIL[:1],
        "tasks": [each for each in desk_tasks.fill(user) if _is_ours(each.url)],
        "tools": [each for each in desk_tools.fill(user) if _is_ours(each.url)],
        "reads": reads,
        "manages": user.may(Permission.MANAGE_FUNDING),
        "rounds": list(rounds_with_funnel(user)) if reads else [],
        "late": not_checked(user)[:5] if reads else [],
        "list_address": reverse("admin:funding_application_changelist"),
    }
    return render(request, "funding/judging/desk.html", context)


def _is_ours(address):
    return address.startswith(("/officers/funding/", "/admin/funding/")) and (
        address != reverse("funding:desk")
    )


@officers
def round_page(request, pk):
    """One round: who assesses, which bids wait, how far scoring is, its panels."""
    call = round_or_404(pk)
    waiting = list(waiting_for_assessors(call))
    bids = Application.objects.shown_to(request.user).filter(
        call=call, state=ApplicationState.ASSESSING
    )
    page = Paginator(bids.order_by("pk"), PAGE).get_page(request.GET.get("page"))
    shown = standings(bids.filter(pk__in=[each.pk for each in page.object_list]).order_by("pk"))
    has = loads(call)
    context = {
        "trail": TRAIL,
        "call": call,
        "assessors": [
            (each, has.get(each.person_id, 0))
            for each in call.assessors.select_related("person").order_by("pk")
        ],
        "waiting": len(waiting),
        "newest": newest_bid(call),
        "draw_refused": why_not(check_can_draw, call, by=request.user, each=1, waiting=waiting),
        "standings": shown,
        "page": page,
        "panels": panels_of(call),
        "hides": hides_something(call.panels.first(), request.user) if call.panels.exists() else "",
        "panel_refused": why_not(check_no_interest_in_round, call, by=request.user),
    }
    return render(request, "funding/judging/round.html", context)


@officers
def add_assessor(request, pk):
    """Adds somebody to those who may be drawn."""
    call = round_or_404(pk)
    form = AddAssessorForm(*sent(request), subject=call, by=request.user, now=clock.now())
    to = reverse("funding:round", args=[pk])
    return act_page(request, form, to=to, trail=round_trail(call), **BASE)


@officers
@require_POST
def remove_assessor(request, pk):
    """Takes somebody off the list who has nothing to read."""
    row = get_object_or_404(Assessor.objects.select_related("person", "call__programme"), pk=pk)
    words = f"{row.person} is off the list."
    to = redirect("funding:round", row.call_id).url
    return act_and_return(request, actions.remove_assessor, words=words, to=to, assessor=row)


@officers
def draw(request, pk):
    """Draws assessors for the bids that have none."""
    call = round_or_404(pk)
    form = DrawForm(*sent(request), subject=call, by=request.user, now=clock.now())
    to = reverse("funding:round", args=[pk])
    return act_page(request, form, to=to, trail=round_trail(call), **BASE)


@officers
def stand_down(request, pk):
    """Takes a bid from an assessor."""
    shown = Application.objects.shown_to(request.user)
    found = Assessment.objects.filter(application__in=shown).exclude(state="stood_down")
    related = ("assessor", "application__call__programme", "application__organisation")
    assessment = get_object_or_404(found.select_related(*related), pk=pk)
    call = assessment.application.call
    form = StandDownForm(*sent(request), subject=assessment, by=request.user, now=clock.now())
    to = reverse("funding:round", args=[call.pk])
    return act_page(request, form, to=to, trail=round_trail(call), **BASE)


@officers
def call_panel(request, pk):
    """Calls a panel for a round."""
    call = round_or_404(pk)
    initial = {"meets_on": call.panel_on, "title_": f"{call.programme.code} panel, {call.name}"}
    form = PanelForm(
        *sent(request), subject=call, by=request.user, now=clock.now(), initial=initial
    )
    refusal = why_not(check_no_interest_in_round, call, by=request.user)
    return act_page(
        request,
        form,
        to=lambda panel: reverse("funding:panel", args=[panel.pk]),
        trail=round_trail(call),
        refusal=refusal,
        **BASE,
    )
