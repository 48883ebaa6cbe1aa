"""Whose award, whose bid: for everybody else it does not exist."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from funding.models import Application, AssistanceNotice, Award

AWARDS = ("Your grants", "/funding/awards/")


def award_or_404(request, pk):
    """An award this person holds with others."""
    held = Award.objects.of_colleague(request.user).values("pk")
    related = ("programme", "organisation", "application__call__programme", "call")
    rows = Award.objects.filter(pk__in=held).select_related(*related)
    return get_object_or_404(rows, pk=pk)


def bid_or_404(request, pk):
    """A bid this person works on."""
    rows = Application.objects.of_colleague(request.user).select_related(
        "organisation", "call__programme", "award__programme"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def notice_or_404(request, pk):
    """A notice of financial assistance about a bid this person works on."""
    mine = Application.objects.of_colleague(request.user).values("pk")
    rows = AssistanceNotice.objects.filter(application__in=mine)
    related = ("organisation", "application__call__programme")
    return get_object_or_404(rows.select_related(*related), pk=pk)
