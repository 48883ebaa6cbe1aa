"""Officers' pages of reviews: the list, opening, more time, closing, reporting."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse

from civilsociety.refusal import why_not
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_page, sent
from engagement.forms.reviews.reviewing import CloseForm, MoreTimeForm, OpenForm, ReportForm
from engagement.models import Review
from engagement.queries.reviews.reading import counted
from engagement.rules.reviews.reviewing import check_can_close, check_can_report
from engagement.states import ReviewState
from engagement.views.reviews.doors import BASE, TRAIL, officer_review, officer_trail, officers

PER_PAGE = 25


@officers
def reviews(request):
    """Every review, the latest first."""
    found = counted(Review.objects.all())
    state = request.GET.get("state", "")
    if state in ReviewState.values:
        found = found.filter(state=state)
    page = Paginator(found.order_by("-opens_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    for review in page:
        review.shown = review.shown_state(clock.now())
    context = {"trail": TRAIL[:1], "page": page, "states": ReviewState.choices, "state": state}
    return render(request, "engagement/reviews/list.html", context)


@officers
def open_review(request):
    """Gives a draft to a group."""
    form = OpenForm(
        sent(request)[0],
        by=request.user,
        now=clock.now(),
        initial={name: request.GET.get(name) for name in ("group", "version")},
    )
    return act_page(request, form, to=_manage, trail=TRAIL, **BASE)


def _manage(review):
    return reverse("engagement:manage_review", args=[review.pk])


def _act(request, pk, make, refused=None):
    review = officer_review(pk)
    form = make(sent(request)[0], subject=review, by=request.user, now=clock.now())
    refusal = "" if refused is None or request.method == "POST" else refused(review)
    trail = officer_trail(review)
    return act_page(request, form, to=_manage(review), trail=trail, refusal=refusal, **BASE)


@officers
def more_time(request, pk):
    """Lets a review end later, or opens it again."""
    return _act(request, pk, MoreTimeForm, _frozen)


def _frozen(review):
    if review.state == ReviewState.REPORTED:
        return "The group has the report. What was said and answered stays as it is."
    return ""


@officers
def close(request, pk):
    """Ends a review before its moment."""
    return _act(request, pk, CloseForm, lambda r: why_not(check_can_close, r, now=clock.now()))


@officers
def report(request, pk):
    """Tells the group what came of it, once every comment is answered."""
    return _act(request, pk, ReportForm, report_refused)


def report_refused(review):
    """Why the report cannot go out yet, or nothing."""
    unanswered = list(review.comments.unanswered())
    return why_not(check_can_report, review, unanswered=unanswered, now=clock.now())
