"""An award ends early with three months' notice, or is completed when all is in."""

from datetime import UTC, date, datetime, timedelta

import pytest

from civilsociety.refusal import Refused
from funding.actions.running import ending as acts
from funding.actions.running import payments, reports
from funding.actions.running.money_back import ask_back
from funding.models import Award, Message, PublishedAward
from funding.models.choices import MoneyBackKind, Side
from funding.queries.awards import standing_of
from funding.states import AwardState, EndNoticeState, PaymentState, ReportState
from tests.funding.running.making import LATER, only, pay, run


def notice(award, by, ends_on=date(2022, 6, 2), now=LATER):
    return acts.give_notice(award=award, ends_on=ends_on, why="The budget is cut", by=by, now=now)


def test_notice_of_a_day_less_than_three_months_is_refused_and_says_what_to_do(world):
    with pytest.raises(Refused, match="2 June 2022 or later.*ask for a change"):
        notice(run(world), world.officer, date(2022, 6, 1))


def test_notice_of_exactly_three_months_is_given_and_told(world):
    notice(run(world), world.officer)
    message = Message.objects.get(key__startswith="notice")
    assert message.to == world.tess.email and "2 June 2022" in message.subject


def test_day_of_notice_is_the_day_in_the_united_kingdom(world):
    """Half past eleven at night UTC in summer time is the next day already."""
    late = datetime(2022, 5, 31, 23, 30, tzinfo=UTC)
    with pytest.raises(Refused, match="1 September 2022"):
        notice(run(world), world.officer, date(2022, 8, 31), now=late)


def test_notice_after_the_end_is_no_notice(world):
    with pytest.raises(Refused, match="ends on 31 December 2022 by itself"):
        notice(run(world), world.officer, date(2022, 12, 31))


def test_one_notice_at_a_time(world):
    award = run(world)
    notice(award, world.officer)
    with pytest.raises(Refused, match="Notice is given already"):
        notice(award, world.officer)


def test_holder_answers_once(world):
    given = notice(run(world), world.officer)
    acts.answer_notice(notice=given, words="We would close.", by=world.tess, now=LATER)
    with pytest.raises(Refused, match="You have answered"):
        acts.answer_notice(notice=given, words="Again", by=world.tess, now=LATER)


def test_award_ends_on_the_day_after_its_last_and_what_is_not_paid_is_free(world):
    award = run(world, pence=10_000_01)
    pay(world, award.payments.get(number=1))
    given = notice(award, world.officer)
    assert acts.end_what_is_due(now=datetime(2022, 6, 2, 22, 59, tzinfo=UTC)) == []
    assert len(acts.end_what_is_due(now=datetime(2022, 6, 2, 23, 0, tzinfo=UTC))) == 1
    award.refresh_from_db()
    given.refresh_from_db()
    assert (award.state, award.ends_on) == (AwardState.ENDED_EARLY, date(2022, 6, 2))
    assert given.state == EndNoticeState.CARRIED_OUT
    assert standing_of(award).now == standing_of(award).paid == 5_000_00
    assert set(award.payments.exclude(number=1).values_list("state", flat=True)) == {
        PaymentState.CANCELLED
    }
    row = PublishedAward.objects.get(award=award, is_latest=True)
    assert (row.amount_pence, row.state) == (5_000_00, AwardState.ENDED_EARLY)


def test_ended_award_still_asks_for_its_last_report_sooner(world):
    award = run(world)
    pay(world, only(award))
    notice(award, world.officer)
    acts.end_what_is_due(now=datetime(2022, 6, 3, 12, tzinfo=UTC))
    report = award.reports.get()
    assert (report.state, report.covers_until) == (ReportState.DUE, date(2022, 6, 2))
    assert report.due_on == date(2022, 6, 2) + timedelta(days=56)


def test_award_with_a_payment_on_its_way_waits(world):
    award = run(world)
    given = notice(award, world.officer)
    payments.propose(payment=only(award), by=world.officer, now=LATER)
    after = datetime(2022, 6, 3, 12, tzinfo=UTC)
    assert acts.end_what_is_due(now=after) == []
    with pytest.raises(Refused, match="on its way"):
        acts.end_award(notice=given, now=after)


def test_withdrawn_notice_ends_nothing(world):
    award = run(world)
    given = notice(award, world.officer)
    acts.withdraw_notice(notice=given, why="Money was found", by=world.officer, now=LATER)
    assert acts.end_what_is_due(now=datetime(2022, 6, 3, 12, tzinfo=UTC)) == []
    assert "Money was found" in Message.objects.get(key__startswith="notice-withdrawn").body


def finished(world, award, spent=5_000_00):
    report = award.reports.get()
    reports.save_report(
        report=report, story="Done", learned="", spent_pence=spent, figures={}, by=world.tess,
        now=LATER,
    )  # fmt: skip
    reports.send_report(report=report, by=world.tess, now=LATER)
    reports.accept_report(report=report, answer="", by=world.officer, now=LATER)


def test_award_with_something_open_is_not_completed_and_says_what(world):
    award = run(world)
    with pytest.raises(Refused, match="1 report not accepted; £5,000 not paid"):
        acts.complete_award(award=award, by=world.officer, now=LATER)
    pay(world, only(award))
    ask_back(award=award, kind=MoneyBackKind.CLAWBACK, pence=1, why="x", side=Side.COUNCIL,
             by=world.officer, now=LATER)  # fmt: skip
    finished(world, award, spent=4_999_99)
    with pytest.raises(Refused, match="1 sum to come back"):
        acts.complete_award(award=award, by=world.officer, now=LATER)


def test_award_with_everything_done_is_completed_and_republished(world):
    award = run(world)
    pay(world, only(award))
    finished(world, award)
    acts.complete_award(award=award, by=world.officer, now=LATER)
    assert Award.objects.get(pk=award.pk).state == AwardState.COMPLETED
    assert PublishedAward.objects.get(award=award, is_latest=True).state == "completed"
