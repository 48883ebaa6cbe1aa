"""Two at the same moment: members at one paragraph, an answer and its comment taken back."""

import pytest

from engagement.actions import reviews as acts
from engagement.models import Answer, Comment, Notice, Review
from engagement.queries.groups.membership import term_of
from tests.budget.test_at_once import at_once
from tests.engagement.makers import NOW, TODAY
from tests.engagement.reviews.reviewed import CLOSES, a_comment, a_draft, a_review, answer

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_members_comment_on_one_paragraph(review, mina, milo):
    at_once(lambda: a_comment(review, mina, "One"), lambda: a_comment(review, milo, "Two"))
    assert sorted(Comment.objects.values_list("text", flat=True)) == ["One", "Two"]


def test_one_member_presses_twice(review, mina):
    at_once(*[lambda: a_comment(review, mina)] * 4)
    assert Comment.objects.count() == 1


def test_answer_and_taking_back_never_both_win(review, mina, olivia):
    comment = a_comment(review, mina)
    found = at_once(
        lambda: answer(review, comment, by=olivia),
        lambda: acts.take_back(comment=comment, by=mina, now=NOW),
    )
    comment.refresh_from_db()
    assert sum(isinstance(each, str) for each in found) == 1
    assert (comment.state == "withdrawn") != Answer.objects.exists()


def test_two_officers_answer_at_once(review, mina, olivia, make_person):
    omar = make_person("Omar", "consultation_officer")
    comment = a_comment(review, mina)
    seen = {comment.pk: 0}
    found = at_once(
        lambda: answer(review, comment, by=olivia, text="Hers", revisions=seen),
        lambda: answer(review, comment, by=omar, text="His", revisions=seen),
    )
    assert sum(isinstance(each, str) for each in found) == 1
    assert Answer.objects.get().revision == 1


def test_comment_and_report_at_once_leave_nothing_unanswered(review, mina, olivia):
    # A comment sent in the last second is in before the report, or refused.
    at_once(
        lambda: a_comment(review, mina),
        lambda: acts.report_review(review=review, by=olivia, now=CLOSES),
    )
    reported = Review.objects.get().state == "reported"
    assert not (reported and Comment.objects.unanswered().exists())


def test_two_officers_open_the_same_review(world, olivia):
    version = a_draft()
    found = at_once(*[lambda: a_review(world, olivia, version=version)] * 2)
    assert sum(isinstance(each, str) for each in found) == 1
    assert Review.objects.count() == Notice.objects.count() == 1


def test_two_members_agree_at_once(review, mina, milo, make_person):
    comment = a_comment(review, mina)
    term = term_of(milo, review.group, TODAY)

    def agrees():
        return acts.agree(comment=comment, agrees=True, term=term, by=milo, now=NOW)

    at_once(*[agrees] * 4)
    assert comment.agreements.count() == 1
