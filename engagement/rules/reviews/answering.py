"""When an officer may answer a comment."""

from functools import partial

from civilsociety.refusal import Refused, allows
from engagement.models import AnswerOutcome
from engagement.states import CommentState, ReviewState


def check_can_answer(comment):
    """Raises Refused for a comment that was taken back, and once the group has the report."""
    if comment.state != CommentState.SENT:
        raise Refused(
            f"Its writer took comment {comment.pk} back. Nobody waits for an answer to it."
        )
    if comment.review.state == ReviewState.REPORTED:
        raise Refused("The group has the report. What was said and answered stays as it is.")


def check_answer(*, outcome, text, leads_to_change):
    """Raises Refused for an answer without reasons, or a change to a comment not accepted."""
    if not text.strip():
        raise Refused("Say what you did, or why not: the member reads it.")
    refuses = outcome in {AnswerOutcome.NOT_ACCEPTED, AnswerOutcome.NOTED}
    if refuses and leads_to_change:
        raise Refused(
            "A comment that led to a change was accepted, at least in part. "
            "Choose another outcome, or no change."
        )


can_answer = partial(allows, check_can_answer)
