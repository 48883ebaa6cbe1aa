"""Who may open which address: reviews of drafts."""

from datetime import timedelta

from django.utils import timezone

from civilsociety.accounts.access import SIGNED_IN
from civilsociety.accounts.permissions import Permission
from engagement.actions import reviews as acts
from tests.access import Row
from tests.engagement.makers import a_world
from tests.engagement.reviews.reviewed import a_comment, a_review, answer

OFFICERS = {Permission.MANAGE_ENGAGEMENT}
# Whom it belongs to, the owner first: officers of groups open it as well.
MEMBERS = ("steering_group_member", "consultation_officer")


def open_review(cast):
    """A review that takes comments by the real clock, with comments and an answer."""
    now = timezone.now()
    world = a_world(member=cast["steering_group_member"])
    review = a_review(world, cast["consultation_officer"], now=now)
    by = cast["steering_group_member"]
    a_comment(review, by, "How many, and by when?", now=now)
    a_comment(review, by, "I do not know this word.", block=3, standing="unclear", now=now)
    answered = a_comment(review, by, "Good.", key="loneliness", standing="support", now=now)
    answer(review, answered, by=cast["consultation_officer"], outcome="noted", now=now)
    a_comment(review, by, "Not sure yet.", key="place", send=False, now=now)
    return review


def pk(cast):
    return {"pk": open_review(cast).pk}


def with_picture(cast):
    review = open_review(cast)
    picture = {"key": "picture-1", "alt": "A hall", "content_type": "image/png"}
    review.version.pictures.create(content=b"a picture", width=60, height=40, **picture)
    return {"pk": review.pk, "key": "picture-1"}


def with_comment(cast):
    review = open_review(cast)
    return {"pk": review.pk, "comment": review.comments.first().pk}


def reported(cast):
    """A review whose report is out."""
    review = open_review(cast)
    officer, now = cast["consultation_officer"], timezone.now()
    answer(review, *review.comments.unanswered(), by=officer, now=now)
    acts.report_review(review=review, by=officer, now=now + timedelta(days=20))
    return {"pk": review.pk}


def member_row(kwargs, **fields):
    return Row(SIGNED_IN, kwargs, only=MEMBERS, **fields)


ROWS = {
    "engagement:reviews": Row(OFFICERS),
    "engagement:open_review": Row(OFFICERS),
    "engagement:manage_review": Row(OFFICERS, pk),
    "engagement:answer_comments": Row(OFFICERS, pk, opens=False),
    "engagement:more_time": Row(OFFICERS, pk),
    "engagement:close_review": Row(OFFICERS, pk),
    "engagement:report_review": Row(OFFICERS, pk),
    "engagement:review": member_row(pk),
    "engagement:review_new": member_row(pk),
    "engagement:write_comment": member_row(pk),
    "engagement:my_comments": member_row(pk),
    "engagement:send_comments": member_row(pk, method="post", opens=False),
    "engagement:comment": member_row(with_comment),
    "engagement:edit_comment": Row(SIGNED_IN, with_comment, only="steering_group_member"),
    "engagement:agree": member_row(with_comment, method="post", opens=False),
    "engagement:take_back_comment": Row(SIGNED_IN, with_comment, only="steering_group_member"),
    "engagement:review_picture": member_row(with_picture, page=False),
    "engagement:review_report": member_row(reported),
    "engagement:review_report_pdf": member_row(reported, page=False),
    "engagement:review_report_docx": member_row(reported, page=False),
}
