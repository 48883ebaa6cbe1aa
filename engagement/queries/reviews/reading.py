"""Which reviews somebody may open, and when they last looked."""

from datetime import timedelta

from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from civilsociety.accounts.permissions import Permission
from engagement.models import Review, Term
from engagement.models.choices import Audience
from engagement.queries.groups.membership import term_of
from engagement.states import CommentState

# Pages opened one after the other are one visit.
BETWEEN_VISITS = timedelta(minutes=30)


def is_officer(user):
    """Whether somebody looks after groups and reviews."""
    return user.is_authenticated and user.may(Permission.MANAGE_ENGAGEMENT)


def reviews_for(user, day):
    """The reviews somebody may open on a day: of their groups, and for officers all."""
    if not user.is_authenticated:
        return Review.objects.none()
    if is_officer(user):
        return Review.objects.all()
    return Review.objects.of_groups_with(Term.objects.of(user).on(day))


def review_or_404(user, pk, day):
    """A review with `.term`, the reader's term on its group (None for an officer of none)."""
    found = reviews_for(user, day).select_related("group", "version__strategy")
    review = get_object_or_404(found, pk=pk)
    review.term = term_of(user, review.group, day)
    return review


def comment_or_404(user, review, pk):
    """A comment of the review that this reader may see, with its answer and agreements."""
    comments = review.comments.select_related("answer__change__version__strategy", "writer", "term")
    comment = get_object_or_404(comments.prefetch_related("agreements"), pk=pk)
    # Whoever wrote it sees it even after they have taken it back.
    if comment.writer_id == user.pk:
        return comment
    hidden = comment.is_private and not is_officer(user)
    if comment.state != CommentState.SENT or hidden:
        raise Http404
    return comment


def counted(reviews):
    """Reviews with `.said`, comments sent to the group, and `.unanswered`, private ones too."""
    sent = Q(comments__state=CommentState.SENT)
    return reviews.annotate(
        said=Count("comments", filter=sent & Q(comments__audience=Audience.GROUP), distinct=True),
        unanswered=Count("comments", filter=sent & Q(comments__answer=None), distinct=True),
    ).select_related("group", "version__strategy")


def is_new_visit(visit, now):
    """Whether enough time has gone by since the last page for a visit of its own."""
    return now - visit.seen_at > BETWEEN_VISITS
