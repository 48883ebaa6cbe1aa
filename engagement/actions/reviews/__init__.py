"""What people do: reviews of drafts."""

from engagement.actions.reviews.answering import answer_comments
from engagement.actions.reviews.commenting import (
    agree,
    change_comment,
    note_visit,
    send_saved,
    take_back,
    write_comment,
)
from engagement.actions.reviews.reviewing import (
    close_by_clock,
    close_review,
    give_more_time,
    open_review,
    remind,
    report_review,
)

__all__ = [
    "agree",
    "answer_comments",
    "change_comment",
    "close_by_clock",
    "close_review",
    "give_more_time",
    "note_visit",
    "open_review",
    "remind",
    "report_review",
    "send_saved",
    "take_back",
    "write_comment",
]
