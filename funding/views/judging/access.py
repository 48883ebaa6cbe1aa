"""Who may open what: a bid, a round, a panel. What is hidden from somebody does not exist."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from funding.models import Application, Assessment, Call, PanelItem
from funding.queries.judging.panels import panels_for
from funding.queries.judging.rounds import bids_for, still_to_declare
from funding.states import CallState
from funding.views.shared import OFFICERS as TRAIL

OFFICERS = (Permission.MANAGE_FUNDING,)
READERS = (Permission.MANAGE_FUNDING, Permission.HOLD_BUDGET)
EVERYBODY = (*READERS, Permission.ASSESS_APPLICATIONS)
officers = requires(*OFFICERS)
readers = requires(*READERS)
assessors = requires(Permission.ASSESS_APPLICATIONS)
judges = requires(*EVERYBODY)
BASE = {"base": "officers/base.html"}


def is_reader(user):
    """Whether somebody sees every round: an officer, or the budget holder."""
    return any(user.may(each) for each in READERS)


def round_or_404(pk):
    """A round that was published."""
    calls = Call.objects.exclude(state=CallState.DRAFT).select_related("programme__head", "year")
    return get_object_or_404(calls, pk=pk)


def bid_or_404(request, pk):
    """A bid this person may read: as an officer, as its assessor, on a paper before them."""
    related = ("organisation", "call__programme")
    return get_object_or_404(bids_for(request.user, READERS).select_related(*related), pk=pk)


def shown_bid_or_404(request, pk):
    """A bid that is there for an officer: received, and without an interest of theirs."""
    bids = Application.objects.shown_to(request.user).received()
    return get_object_or_404(bids.select_related("organisation", "call__programme"), pk=pk)


def own_assessment_or_404(request, pk):
    """This person's own reading of a bid (`pk`)."""
    related = ("application__organisation", "application__call__programme")
    mine = Assessment.objects.filter(
        assessor=request.user, application__in=Application.objects.shown_to(request.user)
    )
    current = mine.exclude(state="stood_down").select_related(*related)
    return get_object_or_404(current, application=pk)


def panel_or_404(request, pk):
    """A panel for officers, the budget holder and its members."""
    return get_object_or_404(
        panels_for(request.user, READERS).select_related("call__programme__head", "call__year"),
        pk=pk,
    )


def item_or_404(request, panel, pk):
    """A bid on a paper, unless it is hidden from this person."""
    related = ("panel__call__programme", "application__organisation",
               "application__call__programme", "reservation")  # fmt: skip
    items = PanelItem.objects.filter(
        panel=panel, application__in=Application.objects.shown_to(request.user)
    )
    return get_object_or_404(items.select_related(*related), pk=pk)


def member_of(panel, user):
    """This person's seat on a panel, or None."""
    return panel.members.filter(person=user).first()


def has_to_declare(panel, user):
    """Whether a member of the panel has interests to declare before its paper opens."""
    seats = panel.members.filter(person=user)
    return still_to_declare(seats, call="panel__call").exists()


def may_read_paper(panel, user):
    """Whether the paper is open: to officers always, to members once issued and declared."""
    if is_reader(user):
        return True
    return bool(member_of(panel, user) and panel.issued_at) and not has_to_declare(panel, user)


def paper_or_404(request, pk):
    """A panel whose paper this person may read."""
    panel = panel_or_404(request, pk)
    if not may_read_paper(panel, request.user):
        raise Http404
    return panel


def round_trail(call):
    """The way back to a round."""
    return [*TRAIL, (str(call), reverse("funding:round", args=[call.pk]))]


def panel_trail(panel):
    """The way back to a panel."""
    return [*TRAIL, (str(panel), reverse("funding:panel", args=[panel.pk]))]
