"""Officers' pages of the comments of a review: all of them in a table, and answering."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from civilsociety.refusal import why_not
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_page, sent
from engagement.forms.reviews.answering import AnswerForm
from engagement.models import Standing
from engagement.queries.reviews.answering import (
    SHOWN,
    changes_for,
    chosen_comments,
    counts,
    narrowed,
    writers_of,
)
from engagement.queries.reviews.texts import comments_for, place_all, read, sections_of
from engagement.rules.reviews.answering import check_can_answer
from engagement.rules.reviews.reviewing import check_can_close
from engagement.states import ReviewState
from engagement.views.reviews.doors import BASE, officer_review, officer_trail, officers
from engagement.views.reviews.officers import report_refused

PER_PAGE = 50


@officers
def manage(request, pk):
    """Every comment of a review by section, with filters; several can be answered at once."""
    review = officer_review(pk)
    now = clock.now()
    reading = read(review, request.user)
    sent_ones = [each for each in reading.comments if each.state == "sent"]
    show, standing = request.GET.get("show", ""), request.GET.get("standing", "")
    found = narrowed(sent_ones, show=show, standing=standing)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "trail": officer_trail(review)[:-1],
        "review": review,
        "page": page,
        "show": show,
        "standing": standing,
        "shown": SHOWN,
        "standings": Standing.choices,
        "filtered": bool(show or standing),
        "counts": counts(sent_ones),
        "members": writers_of(review, clock.today()),
        "state": review.shown_state(now),
        "is_open": review.is_open(now),
        "is_reported": review.state == ReviewState.REPORTED,
        "close_refused": why_not(check_can_close, review, now=now),
        "report_refused": report_refused(review),
    }
    return render(request, "engagement/reviews/manage.html", context)


@officers
def answer(request, pk):
    """One answer to the comments chosen in the table."""
    review = officer_review(pk)
    comments = chosen_comments(comments_for(review, request.user), request.GET.getlist("comment"))
    if not comments:
        if request.GET.getlist("comment"):
            raise Http404
        return redirect(reverse("engagement:manage_review", args=[pk]) + "?choose=1#comments")
    sections = sections_of(review.version)
    place_all(comments, sections)
    key = comments[0].place.key or comments[0].section_key
    form = AnswerForm(
        sent(request)[0],
        subject=review,
        by=request.user,
        now=clock.now(),
        comments=comments,
        changes=changes_for(review.version, comments),
        section_key=key,
    )
    for comment in comments:
        comment.review = review
    refusals = (why_not(check_can_answer, comment) for comment in comments)
    return act_page(
        request,
        form,
        to=reverse("engagement:manage_review", args=[pk]) + "?show=unanswered#comments",
        trail=officer_trail(review),
        template="engagement/reviews/answer.html",
        refusal="" if form.is_bound else next(filter(None, refusals), ""),
        review=review,
        comments=comments,
        section=next((each for each in sections if each.key == key), None),
        edit_address=_edit_address(review.version, key),
        **BASE,
    )


def _edit_address(version, key):
    """Where the section is written, or nothing while there is no such page."""
    if not key:
        return ""
    return reverse("strategy:edit_section", args=[version.strategy.slug, version.number, key])
