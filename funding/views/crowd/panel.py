"""The panel’s list: proposed projects side by side, what the meter suggests, the round’s money."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.ui import clock
from funding.forms.crowd.panel import PanelForm
from funding.models import Programme, Project
from funding.models.choices import ProgrammeKind
from funding.queries.crowd.likeness import with_similar
from funding.queries.crowd.rounds import left_in
from funding.queries.crowd.statement import statement_of
from funding.queries.crowd.waiting import waiting_projects
from funding.states import CallState, ProjectState
from funding.views.shared import OFFICERS

ON_A_PAGE = 25


@requires(Permission.MANAGE_FUNDING)
def crowd(request, pk):
    """One round at a time; the chosen pledges are held all together or not at all."""
    programme = get_object_or_404(
        Programme.objects.select_related("pledge_rules"), pk=pk, kind=ProgrammeKind.CROWDFUNDING
    )
    rounds = list(programme.calls.exclude(state=CallState.CANCELLED).select_related("year"))
    call = _asked(request, rounds)
    page = Paginator(_proposed(programme, call), ON_A_PAGE).get_page(request.GET.get("page"))
    form = _form(request, call, page)
    if form and request.method == "POST" and "check" not in request.POST and form.done():
        messages.success(request, form.said(form.result))
        return redirect(f"{reverse('funding:crowd', args=[pk])}?round={call.pk}")
    if form and "check" in request.POST:
        form.is_valid()
    return render(
        request, "funding/crowd/panel.html", _context(programme, rounds, call, page, form)
    )


def _asked(request, rounds):
    """The round that is asked for, else the latest."""
    asked = request.GET.get("round", "")
    found = [each for each in rounds if str(each.pk) == asked]
    return (found or rounds or [None])[0]


def _proposed(programme, call):
    proposed = Project.objects.filter(state=ProjectState.PROPOSED, programme=programme, call=call)
    return with_similar(proposed.with_pledges()).order_by("campaign_ends_on", "pk")


def _form(request, call, page):
    if call is None:
        return None
    return PanelForm(
        request.POST if request.method == "POST" else None,
        subject=call,
        projects=list(page.object_list),
        left=left_in(call),
        today=clock.today(),
        by=request.user,
        now=clock.now(),
    )


def _context(programme, rounds, call, page, form):
    statements, _ = statement_of(programme, council=settings.COUNCIL_NAME)
    figures = next((each for each in statements if call and each.call == call), None)
    return {
        "programme": programme,
        "rules": getattr(programme, "pledge_rules", None),
        "rounds": rounds,
        "call": call,
        "page": page,
        "form": form,
        "figures": figures,
        "waiting": waiting_projects(clock.today(), programme=programme),
        "trail": OFFICERS,
    }
