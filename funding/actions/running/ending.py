"""The end of an award: three months' notice and what follows, or completed."""

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from civilsociety.rows import locked, move_to
from civilsociety.ui.words import uk_date
from funding.actions.register import publish_award
from funding.actions.running.dates import cut_reports
from funding.actions.running.ledger import release
from funding.actions.running.messages import tell
from funding.models import EndNotice
from funding.queries.awards import standing_of
from funding.rules.running import ending as rules
from funding.rules.running.payments import OPEN
from funding.states import (
    MOVES,
    AwardState,
    EndNoticeState,
    MoneyBackState,
    PaymentState,
    VariationState,
)


@transaction.atomic
def give_notice(*, award, ends_on, why, by, now):
    """Gives the grant holder notice that funding ends early; `ends_on` is the last day funded.

    Raises Refused when that is less than three months away (Best Value Statutory Guidance).
    """
    award = locked(award)
    given_on = timezone.localdate(now)
    rules.check_notice(award=award, given_on=given_on, ends_on=ends_on, why=why)
    notice = EndNotice.objects.create(
        award=award, given_on=given_on, ends_on=ends_on, why=why, given_by=by
    )
    _record("notice_given", notice, by, f"Notice was given that {award.number} ends on "
            f"{uk_date(ends_on)}.")  # fmt: skip
    tell(award=award, name=f"notice-{notice.pk}", now=now, about="notice", notice=notice)
    return notice


@transaction.atomic
def answer_notice(*, notice, words, by, now):
    """The grant holder says what the end would mean; an officer reads it before the day."""
    notice = _locked(notice)
    rules.check_can_answer_notice(notice=notice)
    notice.answer, notice.answered_by, notice.answered_at = words, by, now
    notice.save()
    _record("notice_answered", notice, by, f"The notice on {notice.award.number} was answered.")
    return notice


@transaction.atomic
def withdraw_notice(*, notice, why, by, now):
    """Takes a notice back: the award goes on as it was."""
    notice = _locked(notice)
    rules.check_can_withdraw_notice(notice=notice)
    _close(notice, EndNoticeState.WITHDRAWN, by, now, why)
    _record("notice_withdrawn", notice, by, f"The notice on {notice.award.number} was withdrawn.")
    name = f"notice-withdrawn-{notice.pk}"
    tell(award=notice.award, name=name, now=now, about="notice_withdrawn", notice=notice)
    return notice


@transaction.atomic
def end_award(*, notice, now):
    """Ends an award on the day after its last one: what is not paid is free again.

    It acts for the officer who gave notice. Raises Refused while a payment is on its way.
    """
    notice = _locked(notice)
    award, by = notice.award, notice.given_by
    rules.check_can_end(notice=notice, today=timezone.localdate(now))
    reason = f"{award.number} ended early, after notice of {uk_date(notice.given_on)}: {notice.why}"
    if left := standing_of(award).outstanding:
        release(award=award, pence=left, reason=reason, by=by, now=now, row=notice)
    _close_what_is_open(award, notice, now)
    move_to(award, AwardState.ENDED_EARLY, moves=MOVES)
    award.ended_at = now
    award.ends_on = max(min(notice.ends_on, award.ends_on), award.starts_on)
    award.save()
    _close(notice, EndNoticeState.CARRIED_OUT, by, now, "")
    said = f"Ended early on {uk_date(notice.ends_on)}, after three months’ notice."
    publish_award(award=award, now=now, what_changed=said)
    _record("ended", notice, by, f"{award.number} ended early on {uk_date(notice.ends_on)}.")
    tell(award=award, name=f"ended-{notice.pk}", now=now, about="ended", notice=notice)
    return award


def _close_what_is_open(award, notice, now):
    award.payments.filter(state__in=OPEN).update(state=PaymentState.CANCELLED)
    award.money_back.filter(state=MoneyBackState.ASKED, is_unpaid=True).update(
        state=MoneyBackState.CANCELLED, closed_why="The award ended: what was not paid is released."
    )
    award.variations.filter(state=VariationState.ASKED).update(
        state=VariationState.WITHDRAWN, answered_at=now, answer="The award ended."
    )
    cut_reports(award, last_day=notice.ends_on)


def end_what_is_due(*, now):
    """Ends every award whose notice has run out; those with a payment on its way wait."""
    today = timezone.localdate(now)
    over = EndNotice.objects.filter(state=EndNoticeState.GIVEN, ends_on__lt=today)
    ended = []
    for notice in over.select_related("award__programme").order_by("pk"):
        try:
            ended.append(end_award(notice=notice, now=now))
        except Refused:
            continue  # it stays on the officers' desk, with the reason
    return ended


@transaction.atomic
def complete_award(*, award, by, now):
    """Closes an award of which everything is done. Raises Refused with what is still open."""
    award = locked(award)
    rules.check_can_complete(award=award)
    move_to(award, AwardState.COMPLETED, moves=MOVES)
    award.ended_at = now
    award.save()
    award.end_notices.filter(state=EndNoticeState.GIVEN).update(
        state=EndNoticeState.WITHDRAWN, closed_by=by, closed_at=now, closed_why="Completed before."
    )
    publish_award(award=award, now=now, what_changed="Completed.")
    record(
        verb="funding.completed",
        target=award,
        by=by,
        sentence=f"{award.number} was completed.",
    )
    tell(award=award, name=f"completed-{award.pk}", now=now, about="completed")
    return award


def _locked(notice):
    award = locked(notice.award)
    notice = locked(notice)
    notice.award = award
    return notice


def _close(notice, state, by, now, why):
    move_to(notice, state, moves=MOVES)
    notice.closed_by, notice.closed_at, notice.closed_why = by, now, why
    notice.save()


def _record(verb, notice, by, sentence):
    record(
        verb=f"funding.{verb}",
        target=notice.award,
        by=by,
        sentence=sentence,
        details={"ends_on": str(notice.ends_on), "why": notice.why},
    )
