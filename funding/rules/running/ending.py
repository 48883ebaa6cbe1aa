"""How an award ends: early with three months' notice, or completed when all is in.

A council gives a voluntary organisation at least three months' notice before it ends or cuts its
funding (Best Value Statutory Guidance 2011, confirmed 2015).
"""

from datetime import timedelta

from civilsociety.refusal import Refused
from civilsociety.ui.words import plural, pounds, uk_date
from funding.queries.awards import standing_of
from funding.rules.running.payments import check_is_running
from funding.rules.running.proportion import months_after
from funding.states import EndNoticeState, MoneyBackState, PaymentState, ReportState

MONTHS_OF_NOTICE = 3
CLOSED_REPORTS = (ReportState.ACCEPTED, ReportState.EXCUSED)


def first_possible_end(given_on):
    """The first day that can be the last one funded, when notice is given on a day."""
    return months_after(given_on, MONTHS_OF_NOTICE)


def check_can_give_notice(*, award):
    """Raises Refused unless notice may be given at all."""
    check_is_running(award)
    if award.end_notices.filter(state=EndNoticeState.GIVEN).exists():
        raise Refused("Notice is given already. Withdraw it before you give another.")


def check_notice(*, award, given_on, ends_on, why):
    """Raises Refused unless the notice is long enough, and the end an early one."""
    check_can_give_notice(award=award)
    if not why.strip():
        raise Refused("Say why: the grant holder reads it.")
    if ends_on < (first := first_possible_end(given_on)):
        raise Refused(
            f"Three months’ notice is owed, so the last day is {uk_date(first)} or later. An "
            "earlier end needs the grant holder’s agreement: ask for a change to the award."
        )
    if ends_on >= award.ends_on:
        raise Refused(
            f"The award ends on {uk_date(award.ends_on)} by itself. Notice is for an earlier day."
        )


def check_can_withdraw_notice(*, notice):
    """Raises Refused unless the notice still runs."""
    if notice.state != EndNoticeState.GIVEN:
        raise Refused(f"This notice no longer runs: {notice.get_state_display().lower()}.")


def check_can_answer_notice(*, notice):
    """Raises Refused unless the grant holder may still say something to it, once."""
    check_can_withdraw_notice(notice=notice)
    if notice.answered_at:
        raise Refused("You have answered this notice. We have what you wrote.")


def check_can_end(*, notice, today):
    """Raises Refused unless the last day has passed and nothing is on its way."""
    check_can_withdraw_notice(notice=notice)
    check_is_running(notice.award)
    if today <= notice.ends_on:
        raise Refused(
            f"{uk_date(notice.ends_on)} is the last day it is funded. It ends on "
            f"{uk_date(notice.ends_on + timedelta(days=1))}."
        )
    waiting = notice.award.payments.filter(state__in=[PaymentState.CLAIMED, PaymentState.PROPOSED])
    if payment := waiting.first():
        raise Refused(f"Payment {payment.number} is on its way. Pay it or send it back first.")


def check_can_complete(*, award):
    """Raises Refused, saying what is still open, unless everything of the award is done."""
    check_is_running(award)
    standing, open_things = standing_of(award), []
    if waiting := award.reports.exclude(state__in=CLOSED_REPORTS).count():
        open_things.append(f"{plural(waiting, 'report')} not accepted")
    if standing.outstanding:
        open_things.append(f"{pounds(standing.outstanding)} not paid or released")
    if back := award.money_back.filter(state=MoneyBackState.ASKED).count():
        open_things.append(f"{plural(back, 'sum')} to come back")
    if open_things:
        raise Refused(f"Still open: {'; '.join(open_things)}. Settle that first.")
