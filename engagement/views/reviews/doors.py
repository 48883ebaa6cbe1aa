"""Who may open which review, and the ways back."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.ui import clock
from engagement.models import Review
from engagement.queries.reviews.reading import comment_or_404, is_officer, review_or_404

officers = requires(Permission.MANAGE_ENGAGEMENT)
BASE = {"base": "officers/base.html"}
TRAIL = [("Officers’ pages", "/officers/"), ("Reviews of drafts", "/officers/reviews/")]


def reader_review(request, pk):
    """A review for its members and officers; for everybody else there is none."""
    review = review_or_404(request.user, pk, clock.today())
    review.for_officer = is_officer(request.user)
    return review


def reader_comment(request, pk, comment):
    """A review and a comment of it that this person may see."""
    review = reader_review(request, pk)
    found = comment_or_404(request.user, review, comment)
    found.review = review
    return review, found


def own_comment(request, pk, comment):
    """A review and a comment of this person's own."""
    review, found = reader_comment(request, pk, comment)
    if found.writer_id != request.user.pk:
        raise Http404
    return review, found


def officer_review(pk):
    """A review, for the officers' pages."""
    return get_object_or_404(Review.objects.select_related("group", "version__strategy"), pk=pk)


def member_trail(review, *more):
    """The way back of a member: their group, the review."""
    group = review.group
    front = (group.name, reverse("engagement:group_members", args=[group.slug]))
    return [front, *more]


def inside(review):
    """The way back to the review itself."""
    return review.title, review.get_absolute_url()


def officer_trail(review):
    """The way back of an officer: the list, the review."""
    return [*TRAIL, (review.title, reverse("engagement:manage_review", args=[review.pk]))]
