"""When a member may comment, change or take back a comment, and agree with another's."""

from functools import partial

from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import uk_datetime
from engagement.models import Audience
from engagement.states import CommentState, ReviewState


class Clash(Refused):
    """Somebody wrote the same thing meanwhile; `there` is what stands there now."""

    def __init__(self, sentence, there):
        super().__init__(sentence)
        self.there = there


def check_can_comment(review, *, term, now):
    """Raises Refused unless the review is open and this person sits on its group."""
    if term is None:
        raise Refused(
            "Members of the group comment. As an officer you answer, on the officers’ page."
        )
    if not review.is_open(now):
        raise Refused(
            f"This review closed at {uk_datetime(review.closed_at or review.closes_at)}. "
            "What you sent is with the officers; if you need more time, ask them to open it again."
        )


def check_can_change(comment, *, by, term, now):
    """Raises Refused unless it is their own, and nobody has answered or agreed with its words."""
    check_can_comment(comment.review, term=term, now=now)
    if comment.writer_id != by.pk:
        raise Refused("Only its writer changes a comment.")
    if comment.state == CommentState.WITHDRAWN:
        raise Refused("You took this comment back. Write a new one.")
    if comment.given_answer:
        raise Refused("This comment is answered, so its words stay. Write another to add to it.")
    if len(comment.agreements.all()):
        raise Refused(
            "Others agree with this comment, so its words stay. Write another to add to it, or "
            "take this one back."
        )


def check_can_take_back(comment, *, by):
    """Raises Refused unless it is their own and has no answer. After closing too."""
    if comment.writer_id != by.pk:
        raise Refused("Only its writer takes a comment back.")
    if comment.state == CommentState.WITHDRAWN:
        raise Refused("You took this comment back already.")
    if comment.given_answer:
        raise Refused("This comment is answered. It stays, so that the answer can be understood.")
    if comment.review.state == ReviewState.REPORTED:
        raise Refused("The group has the report. What was said and answered stays as it is.")


def check_can_agree(comment, *, by, term, now):
    """Raises Refused unless it is another member's comment to the group, and the review is open."""
    check_can_comment(comment.review, term=term, now=now)
    if comment.writer_id == by.pk:
        raise Refused("This is your own comment.")
    if comment.state != CommentState.SENT or comment.audience != Audience.GROUP:
        raise Refused("This comment was taken back.")


can_comment = partial(allows, check_can_comment)
can_change = partial(allows, check_can_change)
can_take_back = partial(allows, check_can_take_back)
can_agree = partial(allows, check_can_agree)
