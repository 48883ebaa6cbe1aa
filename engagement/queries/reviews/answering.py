"""What officers' pages of a review ask for: comments by filter, who wrote, changes on record."""

import re

from engagement.queries.groups.membership import members_on
from engagement.states import CommentState
from strategy.models import Change

MOST_AT_ONCE = 100
NUMBER = re.compile(r"[0-9]{1,18}")
SHOWN = [
    ("unanswered", "Not answered"),
    ("answered", "Answered"),
    ("private", "To officers only"),
    ("agreed", "Others agree"),
    ("adrift", "Moved, or text since changed"),
]
TESTS = {
    "unanswered": lambda comment: comment.given_answer is None,
    "answered": lambda comment: comment.given_answer is not None,
    "private": lambda comment: comment.is_private,
    "agreed": lambda comment: comment.agreeing > 0,
    "adrift": lambda comment: bool(comment.place.says or comment.renumbered),
}


def narrowed(comments, *, show="", standing=""):
    """The comments that pass both filters; an unknown filter lets all pass."""
    test = TESTS.get(show, bool)
    return [
        comment
        for comment in comments
        if test(comment) and (not standing or comment.standing == standing)
    ]


def counts(comments):
    """How many pass each filter, for the row of links."""
    return {show: sum(map(test, comments)) for show, test in TESTS.items()}


def writers_of(review, day):
    """The members of today, each with `.said`, how many comments they have sent."""
    sent = list(review.comments.filter(state=CommentState.SENT).values_list("writer", flat=True))
    members = list(members_on(review.group, day))
    for member in members:
        member.said = sent.count(member.user_id) if member.user_id else 0
    return members


def chosen_comments(comments, numbers):
    """The sent comments with these numbers, as typed in an address; what is no number is left."""
    wanted = [int(each) for each in numbers if NUMBER.fullmatch(each)][:MOST_AT_ONCE]
    return list(
        comments.filter(pk__in=wanted, state=CommentState.SENT).select_related("answer__by")
    )


def changes_for(version, comments):
    """The changes on record of the sections that these comments spoke of or stand at."""
    keys = {comment.section_key for comment in comments}
    keys |= {comment.place.key for comment in comments}
    return Change.objects.filter(version=version, section_key__in=keys)
