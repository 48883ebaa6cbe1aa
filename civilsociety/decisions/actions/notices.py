"""Announcing that a key decision is to be made."""

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import record
from civilsociety.decisions.actions.rows import locked_notice, locked_notice_draft
from civilsociety.decisions.models import Notice
from civilsociety.decisions.rules import check_can_publish_notice, check_can_withdraw_notice
from civilsociety.decisions.states import NoticeState
from civilsociety.refusal import Refused


@transaction.atomic
def start_notice(*, by, is_sample=False, **particulars):
    """Begins a notice of a key decision."""
    notice = Notice.objects.create(is_sample=is_sample, **particulars)
    _record("started", notice, by, f"Began the notice “{notice}”.")
    return notice


@transaction.atomic
def change_notice(*, notice, by, **particulars):
    """Changes a notice before it is published."""
    notice = locked_notice_draft(notice)
    for name, value in particulars.items():
        setattr(notice, name, value)
    notice.save()
    _record("changed", notice, by, f"Changed the notice “{notice}”.")
    return notice


@transaction.atomic
def publish_notice(*, notice, by, now, published_on=None):
    """Publishes a notice; the clear days count from `published_on`, today unless earlier."""
    notice = locked_notice_draft(notice)
    today = timezone.localdate(now)
    published_on = published_on or today
    check_can_publish_notice(notice, published_on=published_on, today=today)
    notice.state, notice.published_on = NoticeState.PUBLISHED, published_on
    notice.save()
    _record("published", notice, by, f"Published the notice “{notice}”.")
    return notice


@transaction.atomic
def withdraw_notice(*, notice, reason, by, today):
    """Says that the decision is no longer expected, and why."""
    notice = locked_notice(notice)
    check_can_withdraw_notice(notice)
    if not reason.strip():
        raise Refused("Write why the decision is no longer expected.")
    notice.state, notice.withdrawn_on = NoticeState.WITHDRAWN, today
    notice.withdrawn_reason = reason.strip()
    notice.save()
    _record("withdrawn", notice, by, f"Withdrew the notice “{notice}”.")
    return notice


@transaction.atomic
def discard_notice(*, notice, by):
    """Throws away a notice that nobody has seen."""
    notice = locked_notice_draft(notice)
    _record("discarded", notice, by, f"Threw away the draft of the notice “{notice}”.")
    notice.delete()


def _record(verb, notice, by, sentence):
    record(verb=f"decisions.notice_{verb}", target=notice, by=by, sentence=sentence)
