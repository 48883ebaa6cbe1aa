"""Pages of a review's readers: the draft with its comments, what is new, one comment."""

from dataclasses import replace

from django.shortcuts import render
from django.urls import reverse

from civilsociety.accounts.access import signed_in
from civilsociety.refusal import why_not
from civilsociety.ui import clock
from engagement.actions import reviews as acts
from engagement.queries.reviews.redline import led_to, since_visit
from engagement.queries.reviews.texts import draw, place_all, read, sections_of, shown_part
from engagement.rules.reviews.commenting import (
    can_agree,
    can_change,
    can_take_back,
    check_can_comment,
)
from engagement.states import CommentState
from engagement.views.reviews.doors import inside, member_trail, reader_comment, reader_review
from strategy.actions.pathway import note_reading
from strategy.models import DraftReading
from strategy.queries.pictures import shown_pictures


@signed_in
def review(request, pk):
    """The draft, paragraph by paragraph, with what was said of each; reading it is noted."""
    found = reader_review(request, pk)
    now, user = clock.now(), request.user
    since = acts.note_visit(review=found, reader=user, now=now)
    note_reading(version=found.version, user=user, form=DraftReading.Form.PAGE, now=now)
    reading = read(found, user, since=since)
    part = shown_part(reading, request.GET.get("section", ""))
    draw(part.sections, pictures_of(found))
    for comment in reading.comments:
        comment.review = found
        comment.can_agree = can_agree(comment, by=user, term=found.term, now=now)
    context = {
        "trail": member_trail(found),
        "review": found,
        "reading": reading,
        "part": part,
        "watermark": watermark(found, user, now),
        "state": found.public_state(now),
        "is_open": found.is_open(now),
        "comment_refused": why_not(check_can_comment, found, term=found.term, now=now),
        "not_sent": not_sent(reading),
    }
    return render(request, "engagement/reviews/review.html", context)


def pictures_of(review):
    """The draft's pictures, at addresses that every member of the group may open."""
    return {
        key: replace(each, url=reverse("engagement:review_picture", args=[review.pk, key]))
        for key, each in shown_pictures(review.version).items()
    }


def not_sent(reading):
    """This reader's saved comments."""
    return [each for each in reading.comments if each.mine and each.state == CommentState.SAVED]


def watermark(review, user, now):
    """Who reads this draft and when; nothing once it is published."""
    return None if review.version.is_published else {"reader": str(user), "at": now}


@signed_in
def new_since(request, pk):
    """What came since this reader's last visit: comments, answers, changes of the text."""
    found = reader_review(request, pk)
    now = clock.now()
    since = acts.note_visit(review=found, reader=request.user, now=now)
    reading = read(found, request.user, since=since)
    note_reading(version=found.version, user=request.user, form=DraftReading.Form.CHANGES, now=now)
    for comment in reading.comments:
        comment.review = found
        comment.can_agree = can_agree(comment, by=request.user, term=found.term, now=now)
    context = {
        "trail": member_trail(found, inside(found)),
        "review": found,
        "reading": reading,
        "watermark": watermark(found, request.user, now),
        "changes": since_visit(found.version, reading) if since else [],
    }
    return render(request, "engagement/reviews/new.html", context)


@signed_in
def comment(request, pk, comment):
    """One comment: where it stands now, its answer, and the redline it led to."""
    found, said = reader_comment(request, pk, comment)
    now, by = clock.now(), {"by": request.user, "term": found.term, "now": clock.now()}
    sections = sections_of(found.version)
    place_all([said], sections)
    note_reading(version=found.version, user=request.user, form=DraftReading.Form.CHANGES, now=now)
    said.mine = said.writer_id == request.user.pk
    said.agreeing = len(said.agreements.all())
    said.agreed = any(each.member_id == request.user.pk for each in said.agreements.all())
    context = {
        "trail": member_trail(found, inside(found)),
        "review": found,
        "comment": said,
        "section": next((each for each in sections if each.key == said.place.key), None),
        "redline": led_to(said),
        "watermark": watermark(found, request.user, now),
        "can_change": can_change(said, **by),
        "can_agree": can_agree(said, **by),
        "can_take_back": can_take_back(said, by=request.user),
    }
    return render(request, "engagement/reviews/comment.html", context)
