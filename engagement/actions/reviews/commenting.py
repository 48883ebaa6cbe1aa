"""Writing, changing, sending and taking back comments; agreeing with another's; visiting."""

from dataclasses import asdict

from django.db import transaction

from civilsociety.audit.actions import record
from engagement.actions.reviews.reviewing import locked
from engagement.models import Agreement, Comment, Visit
from engagement.queries.reviews.reading import is_new_visit
from engagement.rules.reviews.commenting import (
    Clash,
    check_can_agree,
    check_can_change,
    check_can_comment,
    check_can_take_back,
)
from engagement.states import CommentState

SAID = ("standing", "text", "suggestion", "audience")


@transaction.atomic
def write_comment(*, review, spot, said, send, term, by, now):
    """Keeps a comment at a Spot: saved for later, or sent. `said` has what SAID names.

    The same words twice at the same place (a button pressed twice) are one comment. `term` is
    the seat on which the writer speaks. Raises Refused.
    """
    review = locked(review)
    check_can_comment(review, term=term, now=now)
    same = review.comments.filter(
        writer=by, section_key=spot.section_key, block=spot.block, **said
    ).exclude(state=CommentState.WITHDRAWN)
    comment = same.first()
    if comment is None:
        comment = Comment(
            review=review,
            writer=by,
            term=term,
            writer_label=label_of(term),
            written_at=now,
            **asdict(spot),
            **said,
        )
    if send and comment.state == CommentState.SAVED:
        _send(comment, by, now)
    comment.save()
    return comment


def label_of(term):
    """As the group sees a writer: name and seat."""
    return f"{term.name}, {term.seat.name}"[:254]


@transaction.atomic
def change_comment(*, comment, said, send, revision, term, by, now):
    """Changes their own comment as long as nobody has answered or agreed with it.

    `revision` is the one they began from. Raises Clash when it was changed elsewhere meanwhile.
    """
    comment = _locked_comment(comment)
    check_can_change(comment, by=by, term=term, now=now)
    if comment.revision != revision:
        raise Clash(
            "You changed this comment in another window meanwhile. Both texts are here: send "
            "again to keep the one below.",
            comment,
        )
    for name in SAID:
        setattr(comment, name, said[name])
    comment.revision += 1
    if comment.state == CommentState.SENT:
        comment.sent_at = now
        _record("changed", comment, by, "A comment was changed by its writer")
    elif send:
        _send(comment, by, now)
    comment.save()
    return comment


@transaction.atomic
def send_saved(*, review, term, by, now):
    """Sends every comment this member has saved; returns them. Raises Refused."""
    review = locked(review)
    check_can_comment(review, term=term, now=now)
    saved = review.comments.select_for_update(of=("self",)).filter(
        writer=by, state=CommentState.SAVED
    )
    sent = list(saved)
    for comment in sent:
        _send(comment, by, now)
        comment.save()
    return sent


@transaction.atomic
def take_back(*, comment, by, now):
    """Takes their own comment back, as long as it is not answered; agreements go with it."""
    comment = _locked_comment(comment)
    check_can_take_back(comment, by=by)
    was_sent = comment.state == CommentState.SENT
    comment.state = CommentState.WITHDRAWN
    comment.save(update_fields=["state"])
    comment.agreements.all().delete()
    if was_sent:
        _record("taken_back", comment, by, "A comment was taken back by its writer")
    return comment


@transaction.atomic
def agree(*, comment, agrees, term, by, now):
    """Says that this member agrees with another's comment, or no longer does. Raises Refused."""
    comment = _locked_comment(comment)
    check_can_agree(comment, by=by, term=term, now=now)
    if agrees:
        Agreement.objects.get_or_create(comment=comment, member=by, defaults={"at": now})
    else:
        comment.agreements.filter(member=by).delete()
    return comment


@transaction.atomic
def note_visit(*, review, reader, now):
    """Writes down that somebody looks at a review; returns the moment of their visit before.

    Pages opened within half an hour of each other are one visit. None on the first one.
    """
    visit, first = Visit.objects.get_or_create(
        review=review, reader=reader, defaults={"seen_at": now}
    )
    if not first:
        visit = Visit.objects.select_for_update().get(pk=visit.pk)
        if is_new_visit(visit, now):
            visit.before_at = visit.seen_at
        visit.seen_at = max(now, visit.seen_at)
        visit.save(update_fields=["seen_at", "before_at"])
    return visit.before_at


def _send(comment, by, now):
    comment.state, comment.sent_at = CommentState.SENT, now
    if comment.pk is None:
        comment.save()
    _record("sent", comment, by, "A comment was sent")


def _record(what, comment, by, sentence):
    """In the review's own history; the words of a comment stand in no record."""
    record(
        verb=f"engagement.comment_{what}",
        target=comment.review,
        by=by,
        sentence=f"{sentence}, on {comment.about}.",
        details={"comment": comment.pk},
    )


def _locked_comment(comment):
    """The comment as it is now, held; after its review, so that nobody waits for each other."""
    locked(comment.review)
    comments = Comment.objects.select_for_update(of=("self",), no_key=True)
    return comments.select_related("review", "answer").get(pk=comment.pk)
