"""Pages of the meeting: who came, what was decided, and the minute."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.documents import to_html
from civilsociety.documents.pdf import to_pdf
from civilsociety.refusal import why_not
from civilsociety.ui import clock
from funding.forms.judging.meetings import (
    AgreeForm,
    AttendanceForm,
    DecideForm,
    DiscussionForm,
    HoldForm,
)
from funding.queries.judging.minute import minute_document, minute_for
from funding.rules.judging.interests import check_no_interest_in_round
from funding.rules.judging.panels import check_can_agree
from funding.states import PanelState
from funding.views.judging.access import (
    BASE,
    item_or_404,
    judges,
    officers,
    panel_or_404,
    panel_trail,
    paper_or_404,
)
from funding.views.shared import act_page, download, sent


def _acted(request, form, panel, name="panel", **more):
    to = reverse(f"funding:{name}", args=[panel.pk])
    return act_page(request, form, to=to, trail=panel_trail(panel), **more, **BASE)


@officers
def attendance(request, pk):
    """Who came."""
    panel = panel_or_404(request, pk)
    form = AttendanceForm(*sent(request), subject=panel, by=request.user, now=clock.now())
    return _acted(request, form, panel)


@officers
def decide(request, pk, item):
    """What was decided for one bid."""
    panel = panel_or_404(request, pk)
    found = item_or_404(request, panel, item)
    form = DecideForm(*sent(request), subject=found, by=request.user, now=clock.now())
    return _acted(request, form, panel)


@officers
def hold(request, pk):
    """Closes the meeting."""
    panel = panel_or_404(request, pk)
    form = HoldForm(*sent(request), subject=panel, by=request.user, now=clock.now())
    refusal = why_not(check_no_interest_in_round, panel.call, by=request.user)
    return _acted(request, form, panel, "minute", refusal=refusal)


def _minute_or_404(request, pk):
    panel = paper_or_404(request, pk)
    if panel.minute is None:
        raise Http404
    return panel, minute_document(panel, minute_for(panel, request.user))


@judges
def minute(request, pk):
    """The minute: drafted until it is agreed, then as it was agreed."""
    panel, document = _minute_or_404(request, pk)
    agreed = panel.state == PanelState.AGREED
    context = {
        "trail": panel_trail(panel),
        "panel": panel,
        "document": document,
        "body": to_html(document),
        "agreed": agreed,
        "manages": request.user.may(Permission.MANAGE_FUNDING) and not agreed,
        "agree_refused": why_not(check_can_agree, panel, by=request.user),
    }
    return render(request, "funding/judging/minute.html", context)


@judges
def minute_file(request, pk):
    """The minute as PDF, as this person may read it."""
    panel, document = _minute_or_404(request, pk)
    name = f"panel-{panel.pk}-minute.pdf"
    return download(to_pdf(document), name=name, content_type="application/pdf")


@officers
def discussion(request, pk):
    """What was said, for the minute."""
    panel = panel_or_404(request, pk)
    form = DiscussionForm(*sent(request), subject=panel, by=request.user, now=clock.now())
    refusal = why_not(check_no_interest_in_round, panel.call, by=request.user)
    return _acted(request, form, panel, "minute" if panel.minute else "panel", refusal=refusal)


@judges
def agree(request, pk):
    """The chair agrees the minute."""
    panel = paper_or_404(request, pk)
    form = AgreeForm(*sent(request), subject=panel, by=request.user, now=clock.now())
    refusal = why_not(check_can_agree, panel, by=request.user)
    name = "minute" if panel.minute else "panel"
    return _acted(request, form, panel, name, refusal=refusal)
