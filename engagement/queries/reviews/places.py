"""What stands on pages of others: the desk, the tools, the map of the site, the account page."""

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.accounts.slots import Section
from civilsociety.ui import clock
from civilsociety.ui.slots import Card, Panel, Task
from civilsociety.ui.words import plural, uk_date, uk_datetime
from engagement.models import Comment, Review, Term
from engagement.queries.reviews.reading import counted
from engagement.states import CommentState, ReviewState

SHOWN = 5


def tasks_for(user):
    """The officers' desk: comments that wait for an answer, reviews that wait for a report."""
    if not user.may(Permission.MANAGE_ENGAGEMENT):
        return []
    now = clock.now()
    reviews = counted(Review.objects.exclude(state=ReviewState.REPORTED)).order_by("closes_at")
    return [task for review in reviews if (task := _task(review, now))]


def _task(review, now):
    url = reverse("engagement:manage_review", args=[review.pk])
    closed = not review.is_open(now)
    ended = f"Closed {uk_date(review.closed_at or review.closes_at)}"
    if review.unanswered:
        comments = plural(review.unanswered, "comment")
        until = ended if closed else f"Open until {uk_datetime(review.closes_at)}"
        return Task(
            f"Answer {comments} on “{review}”", f"{url}?show=unanswered", str(review.group), until
        )
    if closed:
        return Task(
            f"Report “{review}” to {review.group}", url, "Every comment is answered.", ended
        )
    return None


def tools_for(user):
    """The officers' tools."""
    if not user.may(Permission.MANAGE_ENGAGEMENT):
        return []
    summary = "Give a draft to a group, answer its comments, report."
    return [Card("Reviews of drafts", reverse("engagement:reviews"), summary)]


def public_addresses():
    """Public pages, for search engines: a review never has one."""
    return []


def sections_for(user):
    """The account page: drafts that this member is asked about."""
    reviews = _reviews_of(user, clock.today())
    rows = [(_line(review), review.get_absolute_url()) for review in reviews[:SHOWN]]
    return [Section("Drafts for your comments", rows)] if rows else []


def _line(review):
    now = clock.now()
    if review.is_open(now):
        return f"{review}: comments until {uk_datetime(review.closes_at)}"
    return f"{review}: {review.public_state(now).lower()}"


def _reviews_of(user, day):
    """Reviews of a person's groups, open ones first."""
    found = Review.objects.of_groups_with(Term.objects.of(user).on(day)).select_related("group")
    now = clock.now()
    return sorted(found, key=lambda review: (not review.is_open(now), -review.pk))


def group_panels(group, user, today):
    """On the group's public page: nothing, drafts are not public."""
    return []


def member_panels(group, user, today):
    """On the members' page: drafts to comment on, and what came of earlier ones."""
    own = Comment.objects.filter(review=OuterRef("pk"), writer=user)
    reviews = Review.objects.filter(group=group).annotate(
        has_said=Exists(own.filter(state=CommentState.SENT)),
        saved=Count(
            "comments", filter=Q(comments__writer=user, comments__state=CommentState.SAVED)
        ),
    )
    return _panel("member_panel", reviews)


def officer_panels(group, user, today):
    """On the officers' page of the group: its reviews, and where to open one."""
    context = {"group": group}
    return _panel("officer_panel", counted(Review.objects.filter(group=group)), always=context)


def _panel(template, reviews, always=None):
    now = clock.now()
    # Said here, because counting drops the order of the model: what is open first.
    latest = reviews.order_by("-closes_at", "-pk")[:SHOWN]
    rows = [(review, review.is_open(now), review.public_state(now)) for review in latest]
    if not rows and always is None:
        return []
    return [Panel(f"engagement/reviews/{template}.html", {"rows": rows, **(always or {})})]
