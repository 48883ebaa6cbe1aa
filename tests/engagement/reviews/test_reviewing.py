"""Giving a draft to a group, the clock, more time, the reminder, the report."""

from datetime import timedelta

import pytest
from django.utils import timezone

from civilsociety.audit.models import Event
from civilsociety.refusal import Refused
from engagement.actions import reviews as acts
from engagement.models import Group, Notice, NoticeDelivery, Review
from engagement.rules.reviews.reviewing import reminds_at
from engagement.tasks.reviews import look_after_reviews
from strategy.actions import publish
from tests.engagement.makers import NOW, a_term
from tests.engagement.reviews.reviewed import (
    CLOSES,
    a_comment,
    a_draft,
    a_review,
    answer,
    local,
)

pytestmark = pytest.mark.django_db


def addresses(notice):
    return sorted(notice.deliveries.values_list("email", flat=True))


def test_open_review_tells_every_member_once_and_takes_the_version_along(review):
    notice = Notice.objects.get()
    assert addresses(notice) == ["milo@example.org", "mina@example.org"]
    assert "until 10am on 15 September 2021" in notice.body
    assert f"/reviews/{review.pk}/" in notice.body
    review.version.refresh_from_db()
    assert review.version.state == "in_review"
    assert review.version.steps.filter(state="in_review").exists()
    assert Event.objects.filter(verb="engagement.review_opened").count() == 1


def test_published_version_is_not_reviewed(world, olivia):
    version = a_draft()
    publish(version=version, state="consultation_draft", by=olivia, now=NOW)
    with pytest.raises(Refused, match="published"):
        a_review(world, olivia, version=version)


def test_same_draft_is_not_given_to_the_same_group_twice(world, olivia, review):
    with pytest.raises(Refused, match="has this draft already"):
        a_review(world, olivia, version=review.version)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"closes_at": NOW}, "passed already"),
        ({"closes_at": NOW - timedelta(days=1)}, "passed already"),
    ],
)
def test_review_ends_after_it_begins(world, olivia, change, words):
    with pytest.raises(Refused, match=words):
        a_review(world, olivia, **change)


def test_group_without_members_is_not_asked(world, olivia):
    world.term.delete()
    with pytest.raises(Refused, match="Nobody sits"):
        a_review(world, olivia)


def test_closed_group_is_not_asked(world, olivia):
    Group.objects.update(closed_on=NOW.date(), closed_reason="Its work is done.")
    with pytest.raises(Refused, match="was closed on"):
        a_review(world, olivia)


def test_comments_end_at_the_moment_whether_or_not_the_worker_ran(review, mina):
    a_comment(review, mina, now=CLOSES - timedelta(seconds=1))
    with pytest.raises(Refused, match="closed at 10am on 15 September"):
        a_comment(review, mina, "Too late", now=CLOSES)
    assert Review.objects.get().state == "open"
    assert review.shown_state(CLOSES) == "closed"


def test_clock_closes_the_review_once(review):
    acts.close_by_clock(review=review, now=CLOSES - timedelta(seconds=1))
    assert Review.objects.get().state == "open"
    for _ in range(2):
        acts.close_by_clock(review=review, now=CLOSES + timedelta(minutes=3))
    found = Review.objects.get()
    assert (found.state, found.closed_at) == ("closed", CLOSES)
    assert Event.objects.filter(verb="engagement.review_closed").count() == 1


def test_review_that_ends_when_summer_time_ends_is_open_for_the_hour_that_comes_twice(
    world, olivia, mina
):
    # 31 October 2021: at 2am the clocks go back to 1am.
    review = a_review(world, olivia, closes_at=local(2021, 10, 31, 9))
    a_comment(review, mina, now=local(2021, 10, 31, 8, 59))
    with pytest.raises(Refused, match="9am on 31 October 2021"):
        a_comment(review, mina, "Late", now=local(2021, 10, 31, 9))
    assert reminds_at(review) == local(2021, 10, 28, 8)
    assert timezone.localtime(reminds_at(review)).hour == 8


def test_reminder_reaches_those_who_sent_nothing_once(review, mina, milo, olivia):
    a_comment(review, mina)
    a_comment(review, milo, send=False)
    acts.remind(review=review, now=local(2021, 9, 12, 7, 59))
    assert not Notice.objects.filter(about__contains="reminder").exists()
    for hour in (8, 9):
        acts.remind(review=review, now=local(2021, 9, 12, hour))
    (notice,) = Notice.objects.filter(about__contains="reminder")
    (delivery,) = notice.deliveries.all()
    assert delivery.email == "milo@example.org"
    assert "did not send" in delivery.extra


def test_short_review_has_no_reminder(world, olivia):
    review = a_review(world, olivia, closes_at=NOW + timedelta(days=3))
    acts.remind(review=review, now=NOW + timedelta(days=2))
    assert not Notice.objects.filter(about__contains="reminder").exists()


def test_more_time_is_later_and_told(review, olivia):
    with pytest.raises(Refused, match="promised time until"):
        acts.give_more_time(review=review, closes_at=CLOSES, by=olivia, now=NOW)
    later = CLOSES + timedelta(days=2)
    acts.give_more_time(review=review, closes_at=later, by=olivia, now=NOW)
    assert Review.objects.get().closes_at == later
    assert Notice.objects.filter(subject__startswith="More time").count() == 1


def test_closed_review_opens_again_for_those_who_ask(review, olivia, mina):
    acts.close_review(review=review, by=olivia, now=NOW + timedelta(days=1))
    with pytest.raises(Refused, match="closed at"):
        a_comment(review, mina, now=NOW + timedelta(days=2))
    soon = NOW + timedelta(days=4)
    acts.give_more_time(review=review, closes_at=soon, by=olivia, now=NOW + timedelta(days=2))
    a_comment(review, mina, now=NOW + timedelta(days=3))
    found = Review.objects.get()
    assert (found.state, found.closed_at) == ("open", None)


def test_nothing_is_reported_unanswered(review, mina, milo, olivia):
    after = CLOSES + timedelta(days=1)
    first = a_comment(review, mina)
    private = a_comment(review, milo, "Between us", audience="officers")
    with pytest.raises(Refused, match="Report when the review is closed"):
        acts.report_review(review=review, by=olivia, now=NOW)
    with pytest.raises(Refused, match=f"comment {first.pk} on 1.1 Volunteering"):
        acts.report_review(review=review, by=olivia, now=after)
    answer(review, first, by=olivia)
    with pytest.raises(Refused, match=f"1 comment has no answer yet: comment {private.pk}"):
        acts.report_review(review=review, by=olivia, now=after)
    answer(review, private, by=olivia, outcome="noted")
    acts.report_review(review=review, by=olivia, now=after)
    assert Notice.objects.filter(kind="review_report").count() == 1


def test_reported_review_is_frozen(review, mina, milo, olivia):
    after = CLOSES + timedelta(days=1)
    comment = a_comment(review, mina)
    answer(review, comment, by=olivia)
    acts.report_review(review=review, by=olivia, now=after)
    frozen = [
        lambda: acts.report_review(review=review, by=olivia, now=after),
        lambda: answer(review, comment, by=olivia, text="Otherwise"),
        lambda: acts.take_back(comment=comment, by=mina, now=after),
        lambda: acts.give_more_time(
            review=review, closes_at=after + timedelta(days=9), by=olivia, now=after
        ),
        lambda: a_comment(review, milo, now=after),
    ]
    for act in frozen:
        with pytest.raises(Refused):
            act()


def test_saved_comments_do_not_hold_up_the_report(review, mina, olivia):
    a_comment(review, mina, send=False)
    acts.report_review(review=review, by=olivia, now=CLOSES)
    assert Review.objects.get().state == "reported"


def test_member_without_an_account_is_told_at_the_address_the_group_holds(world, olivia):
    a_term(world.seats[0], name="Pat", email="Pat@Example.org")
    a_review(world, olivia)
    assert NoticeDelivery.objects.filter(email="pat@example.org").count() == 1


def test_round_of_the_worker_closes_what_is_past(review):
    # The review of 2021 ended long ago by the real clock.
    look_after_reviews()
    assert Review.objects.get().state == "closed"


def test_review_opened_again_until_the_same_moment_is_told_again(review, olivia):
    later = CLOSES + timedelta(days=2)
    acts.give_more_time(review=review, closes_at=later, by=olivia, now=NOW)
    acts.close_review(review=review, by=olivia, now=NOW + timedelta(hours=1))
    acts.give_more_time(review=review, closes_at=later, by=olivia, now=NOW + timedelta(hours=2))
    assert Notice.objects.filter(subject__startswith="More time").count() == 2
