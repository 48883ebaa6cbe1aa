"""Giving a draft to a group, more time, closing, and telling the group what came of it."""

from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import SYSTEM, record
from civilsociety.refusal import Refused
from civilsociety.ui.words import plural, uk_datetime
from engagement.actions.notices.telling import prepare_notice
from engagement.emails import reviews as emails
from engagement.models import Group, Notice, Review
from engagement.queries.groups.membership import addresses_of, members_on
from engagement.rules.reviews.reviewing import (
    check_can_close,
    check_can_give_more_time,
    check_can_open,
    check_can_report,
    is_reminder_due,
)
from engagement.states import CommentState, ReviewState
from strategy.actions.pathway import walk
from strategy.states import VersionState


@transaction.atomic
def open_review(*, group, version, title, about, closes_at, by, now):
    """Asks a group for comments on an unpublished version until a moment; its members are told.

    The version goes to “With the Steering Group” on its pathway where it can. Raises Refused.
    """
    # Whoever opens a second review of the same group at this moment waits here.
    group = Group.objects.select_for_update().get(pk=group.pk)
    version.refresh_from_db()
    day = timezone.localdate(now)
    members = len(members_on(group, day))
    check_can_open(group=group, version=version, closes_at=closes_at, members=members, now=now)
    review = Review.objects.create(
        group=group,
        version=version,
        title=title,
        about=about,
        opens_at=now,
        closes_at=closes_at,
        opened_by=by,
    )
    _walk(review, by, now, day)
    record(
        verb="engagement.review_opened",
        target=review,
        by=by,
        sentence=f"Gave {version.name} to {group} to comment until {uk_datetime(closes_at)}.",
    )
    _tell(review, "opened", emails.opened(review), now=now)
    return review


def _walk(review, by, now, day):
    """The version's next step, where its pathway allows it; the review goes ahead in any case."""
    if review.version.state == VersionState.IN_REVIEW:
        return
    with suppress(Refused), transaction.atomic():
        walk(
            version=review.version,
            state=VersionState.IN_REVIEW,
            on=day,
            until=timezone.localdate(review.closes_at),
            body=review.group.name,
            by=by,
            now=now,
        )
    review.version.refresh_from_db()


@transaction.atomic
def give_more_time(*, review, closes_at, by, now):
    """Lets a review end later, or opens a closed one again; the members are told. Raises Refused.

    Reopened only as long as the group has no report.
    """
    review = locked(review)
    check_can_give_more_time(review, closes_at=closes_at, now=now)
    reopens = not review.is_open(now)
    review.state, review.closes_at, review.closed_at = ReviewState.OPEN, closes_at, None
    review.save(update_fields=["state", "closes_at", "closed_at"])
    what = "Opened again" if reopens else "Gave more time"
    record(
        verb="engagement.review_reopened" if reopens else "engagement.review_extended",
        target=review,
        by=by,
        sentence=f"{what}: comments until {uk_datetime(closes_at)}.",
    )
    # With the moment it was given: opened again until a moment told before, it is told again.
    what = f"until {closes_at.isoformat()} given {now.isoformat()}"
    _tell(review, what, emails.more_time(review), now=now)
    return review


@transaction.atomic
def close_review(*, review, by, now):
    """Ends a review before its moment; the members are told. Raises Refused."""
    review = locked(review)
    check_can_close(review, now=now)
    review.state, review.closed_at = ReviewState.CLOSED, now
    review.save(update_fields=["state", "closed_at"])
    record(
        verb="engagement.review_closed",
        target=review,
        by=by,
        sentence=f"Closed the review early; it was to end at {uk_datetime(review.closes_at)}.",
    )
    _tell(review, f"closed {now.isoformat()}", emails.closed_early(review), now=now)
    return review


@transaction.atomic
def close_by_clock(*, review, now):
    """Writes down that the moment has come; members could not comment any more since then."""
    review = locked(review)
    if review.state != ReviewState.OPEN or review.is_open(now):
        return
    review.state, review.closed_at = ReviewState.CLOSED, review.closes_at
    review.save(update_fields=["state", "closed_at"])
    record(
        verb="engagement.review_closed",
        target=review,
        by=SYSTEM,
        sentence=f"The review closed as announced at {uk_datetime(review.closes_at)}.",
    )


@transaction.atomic
def remind(*, review, now):
    """Reminds members who have sent no comment, once a review. Does nothing before it is due.

    Whoever has saved comments is told that nobody reads those yet.
    """
    if not is_reminder_due(review, now=now):
        return
    said = set(_writers(review, CommentState.SENT))
    saved = set(_writers(review, CommentState.SAVED))
    readers = {}
    for term in members_on(review.group, timezone.localdate(now)):
        address = (term.user.email if term.user else term.email).lower()
        if address and term.user_id not in said:
            readers[address] = emails.NOT_SENT if term.user_id in saved else ""
    if readers:
        _tell(review, "reminder", emails.reminder(review), now=now, readers=readers)


def _writers(review, state):
    return review.comments.filter(state=state).values_list("writer_id", flat=True)


@transaction.atomic
def report_review(*, review, by, now):
    """Tells the group what was asked, said and answered; from here on nothing of it changes.

    Raises Refused while the review is open or any sent comment has no answer.
    """
    review = locked(review)
    unanswered = list(review.comments.unanswered())
    check_can_report(review, unanswered=unanswered, now=now)
    review.state, review.reported_at = ReviewState.REPORTED, now
    review.closed_at = review.closed_at or review.closes_at
    review.save(update_fields=["state", "reported_at", "closed_at"])
    said = review.comments.sent().count()
    record(
        verb="engagement.review_reported",
        target=review,
        by=by,
        sentence=f"Reported the review to {review.group}: {plural(said, 'comment')} answered.",
    )
    _tell(review, "reported", emails.reported(review), now=now)
    return review


def locked(review):
    """The review as it is now, held until the action ends: comments and answers wait for it."""
    reviews = Review.objects.select_for_update(of=("self",), no_key=True)
    return reviews.select_related("group", "version__strategy").get(pk=review.pk)


def _tell(review, what, words, *, now, readers=None):
    """Writes to the members of today, each once."""
    if readers is None:
        readers = dict.fromkeys(addresses_of(review.group, timezone.localdate(now)), "")
    subject, body = words
    reported = what == "reported"
    prepare_notice(
        kind=Notice.Kind.REVIEW_REPORT if reported else Notice.Kind.REVIEW,
        about=f"engagement.review:{review.pk} {what}",
        subject=subject,
        body=body,
        readers=readers,
        now=now,
    )
