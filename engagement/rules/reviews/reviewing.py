"""When a draft may be given to a group, for how long, and when its review is done."""

from datetime import datetime, time, timedelta
from functools import partial

from django.utils import timezone

from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import plural, uk_date, uk_datetime
from engagement.states import ReviewState

# Members who have not commented are reminded in the morning, so many days before the end.
REMINDED_BEFORE = timedelta(days=3)
REMINDED_AT = time(8)
NAMED = 3


def check_can_open(*, group, version, closes_at, members, now):
    """Raises Refused unless the group can be asked about this text until that moment.

    `members` is how many sit on the group today.
    """
    if version.is_published:
        raise Refused(
            f"{version.name} is published and stays as it is. Ask about it in a consultation."
        )
    if not version.sections.exists():
        raise Refused("This draft has no sections yet. Import or write its text first.")
    if group.closed_on:
        raise Refused(f"{group} was closed on {uk_date(group.closed_on)}. Choose another group.")
    if not members:
        raise Refused(f"Nobody sits on {group} today. Appoint its members first.")
    _check_ahead(closes_at, now)
    under_way = group.reviews.filter(version=version).exclude(state=ReviewState.REPORTED).first()
    if under_way:
        raise Refused(
            f"{group} has this draft already: “{under_way}”. Answer and report that review first."
        )


def _check_ahead(closes_at, now):
    if closes_at <= now:
        raise Refused("The closing time has passed already. Choose a later one.")


def check_can_give_more_time(review, *, closes_at, now):
    """Raises Refused unless the review ends later than it would have, and is not reported."""
    if review.state == ReviewState.REPORTED:
        raise Refused("The group has the report. What was said and answered stays as it is.")
    _check_ahead(closes_at, now)
    if review.is_open(now) and closes_at <= review.closes_at:
        raise Refused(
            f"The group was promised time until {uk_datetime(review.closes_at)}. "
            "Choose a later moment, or close the review."
        )


def check_can_close(review, *, now):
    """Raises Refused when it is not open any more."""
    if not review.is_open(now):
        raise Refused("This review is closed already.")


def check_can_report(review, *, unanswered, now):
    """Raises Refused while members may still comment, or a sent comment has no answer.

    `unanswered` holds those comments, private ones too: nothing is closed unanswered.
    """
    if review.state == ReviewState.REPORTED:
        raise Refused("The group has this report already.")
    if review.is_open(now):
        raise Refused(
            f"Members may comment until {uk_datetime(review.closes_at)}. "
            "Report when the review is closed."
        )
    if unanswered:
        raise Refused(_unanswered(unanswered))


def _unanswered(comments):
    named = [f"comment {comment.pk} on {comment.about}" for comment in comments[:NAMED]]
    more = len(comments) - NAMED
    if more > 0:
        named.append(f"{more} more")
    verb = "has" if len(comments) == 1 else "have"
    return (
        f"{plural(len(comments), 'comment').capitalize()} {verb} no answer yet: "
        f"{'; '.join(named)}. Answer each before you report."
    )


def reminds_at(review):
    """When members who have not commented are reminded: 8am, three days before the last day."""
    day = timezone.localdate(review.closes_at) - REMINDED_BEFORE
    return timezone.make_aware(datetime.combine(day, REMINDED_AT))


def is_reminder_due(review, *, now):
    """Whether the reminder goes out now; not where the whole review is hardly longer."""
    due = reminds_at(review)
    return review.is_open(now) and review.opens_at < due - timedelta(days=1) and due <= now


can_report = partial(allows, check_can_report)
can_close = partial(allows, check_can_close)
