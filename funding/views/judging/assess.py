"""Pages of an assessor: what was given to them, interests, a bid with its scores."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from civilsociety.refusal import why_not
from civilsociety.ui import clock
from funding.forms.judging.rounds import InterestForm, InterestsForm, ModerateForm
from funding.forms.judging.scores import ScoresForm
from funding.models import Assessor, PanelMember
from funding.queries.applying.answers import answers_of
from funding.queries.judging.cards import standing_of
from funding.queries.judging.places import to_declare
from funding.queries.judging.rounds import to_read
from funding.queries.judging.scoring import POINTS
from funding.rules.judging.assessing import can_score, check_can_moderate
from funding.states import AssessmentState
from funding.views.judging.access import (
    BASE,
    TRAIL,
    assessors,
    bid_or_404,
    judges,
    officers,
    own_assessment_or_404,
    round_or_404,
    round_trail,
    shown_bid_or_404,
)
from funding.views.shared import act_page, sent, stored

MINE = ("Bids to assess", "/officers/funding/assess/")


@assessors
def assess(request):
    """The bids given to this person, and rounds in which they have to declare first."""
    given = list(to_read(request.user))
    context = {
        "trail": TRAIL,
        "to_declare": to_declare(request.user),
        "to_score": [each for each in given if each.state == AssessmentState.DRAWN],
        "sent": [each for each in given if each.state == AssessmentState.SCORED],
    }
    return render(request, "funding/judging/assess.html", context)


@judges
def interests(request, pk):
    """The list of applicants of a round, to declare interests on; for those who will judge."""
    call = round_or_404(pk)
    seats = PanelMember.objects.filter(panel__call=call, person=request.user)
    places = [
        *Assessor.objects.filter(call=call, person=request.user),
        *seats.select_related("panel__call__programme"),
    ]
    if not places:
        raise Http404
    form = InterestsForm(
        *sent(request), subject=call, by=request.user, now=clock.now(), places=places
    )
    to = reverse("funding:assess") if isinstance(places[0], Assessor) else reverse("funding:desk")
    return act_page(request, form, to=to, trail=TRAIL, **BASE)


@assessors
def score(request, pk):
    """A bid with its answers, and the scores of this assessor beside them."""
    assessment = own_assessment_or_404(request, pk)
    bid = assessment.application
    form = None
    if can_score(assessment, by=request.user):
        form = ScoresForm(sent(request)[0], assessment=assessment)
        if request.method == "POST" and (answer := _carried_out(request, form)):
            return answer
    standing = standing_of(bid)
    context = {
        "trail": [*TRAIL, MINE],
        "assessment": assessment,
        "bid": bid,
        "form": form,
        "points": POINTS,
        "standing": standing,
        "own": assessment.scores.select_related("criterion"),
        **bid_context(bid),
    }
    return render(request, "funding/judging/score.html", context)


def _carried_out(request, form):
    if "draft" in request.POST:
        if not form.keep(by=request.user):
            return None
        messages.success(request, "Your draft is saved. Nobody else sees it.")
        return redirect("funding:score", form.assessment.application_id)
    if not form.send(by=request.user, now=clock.now()):
        return None
    messages.success(
        request,
        "Your scores are sent and stand. The others’ scores open to you when all are in.",
    )
    return redirect("funding:assess")


def bid_context(bid):
    """What every page shows of a bid: its answers and its budget."""
    lines = list(bid.budget_lines.all())
    return {
        "sections": answers_of(bid),
        "budget": lines,
        "cost_pence": sum(each.cost_pence for each in lines),
    }


@judges
def bid_file(request, pk, file):
    """A file that came with a bid, for whoever may read the bid."""
    bid = bid_or_404(request, pk)
    found = get_object_or_404(bid.files.select_related("file"), pk=file)
    return stored(found.file)


@judges
def declare(request, pk):
    """Declares an interest in one bid, at any time."""
    bid = bid_or_404(request, pk)
    form = InterestForm(*sent(request), subject=bid, by=request.user, now=clock.now())
    return act_page(request, form, to=reverse("funding:desk"), trail=TRAIL, **BASE)


@officers
def moderate(request, pk):
    """Writes down what the assessors agreed on."""
    bid = shown_bid_or_404(request, pk)
    refusal = why_not(check_can_moderate, bid, by=request.user)
    form = ModerateForm(
        *(sent(request) if not refusal else (None, None)),
        subject=bid,
        by=request.user,
        now=clock.now(),
    )
    if refusal:
        form.fields = {"key": form.fields["key"]}
    to = reverse("funding:bid", args=[pk])
    return act_page(request, form, to=to, trail=round_trail(bid.call), refusal=refusal, **BASE)


@judges
def bid_page(request, pk):
    """A bid to read, with its scores once all are in."""
    bid = bid_or_404(request, pk)
    context = {
        "trail": TRAIL,
        "bid": bid,
        "standing": standing_of(bid),
        "points": POINTS,
        **bid_context(bid),
    }
    return render(request, "funding/judging/bid.html", context)
