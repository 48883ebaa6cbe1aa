"""What members do on pages: comment, change, send, take back, agree."""

import re

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from civilsociety.accounts.access import signed_in
from civilsociety.refusal import why_not
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_and_return, sent
from civilsociety.ui.words import plural
from engagement.actions import reviews as acts
from engagement.forms.reviews.commenting import ChangeCommentForm, CommentForm
from engagement.queries.reviews.spots import Spot, spot_of
from engagement.queries.reviews.texts import comments_for, place_all, sections_of
from engagement.rules.reviews.commenting import (
    can_change,
    can_take_back,
    check_can_change,
    check_can_comment,
    check_can_take_back,
)
from engagement.states import CommentState
from engagement.views.reviews.doors import (
    inside,
    member_trail,
    own_comment,
    reader_comment,
    reader_review,
)

KEY = re.compile(r"[-\w]{1,80}")
NUMBER = re.compile(r"[0-9]{1,6}")


@signed_in
def write(request, pk):
    """The form of a new comment, beside the words it speaks of."""
    review = reader_review(request, pk)
    spot, now = _spot_or_404(request, review), clock.now()
    form = CommentForm(
        sent(request)[0], subject=review, by=request.user, now=now, spot=spot, term=review.term
    )
    if request.method == "POST" and form.done():
        return _said(request, review, form)
    refusal = why_not(check_can_comment, review, term=review.term, now=now)
    return _form_page(request, review, form, spot, refusal)


def _said(request, review, form):
    words = form.said(form.result)
    if not form.sends:
        saved = review.comments.filter(writer=request.user, state=CommentState.SAVED).count()
        words += (
            f" {plural(saved, 'comment of yours waits', 'comments of yours wait').capitalize()}"
        )
        words += " to be sent."
    messages.success(request, words)
    return redirect(_at(review, form.result))


def _at(review, comment):
    """The page of the review, at the words a comment stands at."""
    if not comment.section_key:
        return f"{review.get_absolute_url()}#review.whole"
    block = f".p{comment.block}" if comment.block else ""
    address = f"{review.get_absolute_url()}?section={comment.section_key}"
    return f"{address}#{comment.section_key}{block}"


def _form_page(request, review, form, spot, refusal, **more):
    context = {
        "trail": member_trail(review, inside(review)),
        "review": review,
        "form": form,
        "spot": spot,
        "refusal": "" if form.is_bound else refusal,
        **more,
    }
    return render(request, "engagement/reviews/comment_form.html", context)


def _spot_or_404(request, review):
    """What the address names: a paragraph, a section, or nothing, which is the whole."""
    asked = request.GET
    key, block, revision = (asked.get(name, "") for name in ("section", "block", "revision"))
    if key and not KEY.fullmatch(key):
        raise Http404
    spot = spot_of(review.version, key=key, block=_number(block), revision=_number(revision))
    if spot is None:
        raise Http404
    return spot


def _number(text):
    return int(text) if NUMBER.fullmatch(text) else None


@signed_in
def edit(request, pk, comment):
    """The form of an own comment, as long as its words may change."""
    review, said = own_comment(request, pk, comment)
    by = {"by": request.user, "term": review.term, "now": clock.now()}
    refusal = why_not(check_can_change, said, **by)
    form = ChangeCommentForm(sent(request)[0], subject=review, comment=said, **by)
    if request.method == "POST" and form.done():
        return _said(request, review, form)
    names = Spot.__dataclass_fields__
    spot = Spot(**{name: getattr(said, name) for name in names})
    return _form_page(request, review, form, spot, refusal, comment=said)


@signed_in
def mine(request, pk):
    """This member's own comments: not sent yet, sent, taken back."""
    review = reader_review(request, pk)
    now, user = clock.now(), request.user
    comments = list(comments_for(review, user).filter(writer=user))
    place_all(comments, sections_of(review.version))
    for comment in comments:
        comment.review, comment.mine = review, True
        comment.agreeing = len(comment.agreements.all())
        comment.can_change = can_change(comment, by=user, term=review.term, now=now)
        comment.can_take_back = can_take_back(comment, by=user)
    saved = [each for each in comments if each.state == CommentState.SAVED]
    context = {
        "trail": member_trail(review, inside(review)),
        "review": review,
        "saved": saved,
        "sent": [each for each in comments if each.state == CommentState.SENT],
        "refusal": why_not(check_can_comment, review, term=review.term, now=now),
    }
    return render(request, "engagement/reviews/mine.html", context)


@require_POST
@signed_in
def send(request, pk):
    """Sends what this member has saved."""
    review = reader_review(request, pk)
    return act_and_return(
        request,
        acts.send_saved,
        words="Sent. The officers answer each comment before they report to the group.",
        to=reverse("engagement:my_comments", args=[review.pk]),
        review=review,
        term=review.term,
        now=clock.now(),
    )


@require_POST
@signed_in
def agree(request, pk, comment):
    """Agrees with another's comment, or no longer does."""
    review, said = reader_comment(request, pk, comment)
    agrees = request.POST.get("agrees") == "yes"
    return act_and_return(
        request,
        acts.agree,
        words="You agree with this comment." if agrees else "You no longer agree with it.",
        to=_at(review, said) if request.POST.get("to") == "text" else said.get_absolute_url(),
        comment=said,
        agrees=agrees,
        term=review.term,
        now=clock.now(),
    )


@signed_in
def take_back(request, pk, comment):
    """Asks once, then takes an own comment back."""
    review, said = own_comment(request, pk, comment)
    if request.method == "POST":
        return act_and_return(
            request,
            acts.take_back,
            words="Taken back. Nobody else sees it any more, and nobody answers it.",
            to=reverse("engagement:my_comments", args=[review.pk]),
            comment=said,
            now=clock.now(),
        )
    context = {
        "trail": member_trail(review, inside(review)),
        "review": review,
        "comment": said,
        "refusal": why_not(check_can_take_back, said, by=request.user),
    }
    return render(request, "engagement/reviews/take_back.html", context)
