"""When a notice of a key decision may be published or withdrawn, and what it allows.

SI 2012/2089: regulation 9 (28 clear days), 10 (general exception, 5 clear days), 11 (special
urgency, with the agreement of the chair of scrutiny).
"""

from civilsociety.decisions.models import Route
from civilsociety.decisions.queries.notices import earliest_decision, notice_days
from civilsociety.decisions.states import NoticeState
from civilsociety.refusal import Refused
from civilsociety.ui.words import uk_date


def check_can_change_notice(notice):
    """Raises Refused once a notice is published: what was announced stays."""
    if notice.state != NoticeState.DRAFT:
        raise Refused(
            "This notice is published and stays as it is. Withdraw it with a reason, and publish "
            "another."
        )


def check_can_publish_notice(notice, *, published_on, today):
    """Raises Refused unless the notice is whole and early enough for its route."""
    check_can_change_notice(notice)
    if published_on > today:
        raise Refused("The day of publishing is in the future. Publish the notice on that day.")
    if not (notice.maker_name or notice.maker_post):
        raise Refused("Say who will decide: a name, a post or a body.")
    if notice.route != Route.NOTICE and not notice.reason.strip():
        raise Refused("Say why 28 clear days’ notice was impracticable.")
    if notice.route == Route.SPECIAL_URGENCY and not notice.agreed_by.strip():
        raise Refused("Special urgency needs the agreement of the chair of scrutiny. Name them.")
    earliest = earliest_decision(published_on, notice.route)
    if notice.due_from < earliest:
        raise Refused(
            f"With {notice_days(notice.route)} clear days’ notice from {uk_date(published_on)}, "
            f"this can be decided on {uk_date(earliest)} at the earliest. Move the date, or use "
            "one of the exceptions and say why."
        )


def can_publish_notice(notice, *, published_on, today):
    """Whether the notice may be published now."""
    return _allowed(check_can_publish_notice, notice, published_on=published_on, today=today)


def check_can_withdraw_notice(notice):
    """Raises Refused unless people still expect a decision on it."""
    if notice.state != NoticeState.PUBLISHED:
        raise Refused("Only a published notice can be withdrawn.")
    if notice.decisions.published().exists():
        raise Refused("A decision was taken on this notice, so it stays.")


def can_withdraw_notice(notice):
    """Whether the notice may be withdrawn now."""
    return _allowed(check_can_withdraw_notice, notice)


def check_notice_covers(notice, *, taken_on):
    """Raises Refused unless a key decision taken on a day was announced as the law asks."""
    if notice is None:
        raise Refused("A key decision needs its notice. Choose the notice it was announced by.")
    if notice.state != NoticeState.PUBLISHED:
        raise Refused(f"The notice “{notice}” is not published, so it announced nothing.")
    earliest = earliest_decision(notice.published_on, notice.route)
    if taken_on < max(earliest, notice.due_from):
        raise Refused(
            f"The notice of {uk_date(notice.published_on)} lets this be decided on "
            f"{uk_date(max(earliest, notice.due_from))} at the earliest, not on "
            f"{uk_date(taken_on)}."
        )


def _allowed(check, *args, **kwargs):
    try:
        check(*args, **kwargs)
    except Refused:
        return False
    return True
