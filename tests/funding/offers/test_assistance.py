"""Minimal financial assistance: the notice, the three years, the answer, the limit."""

from datetime import UTC, date, datetime

import pytest
from django.core import mail

from civilsociety.refusal import Refused
from funding.actions import offers
from funding.models import AssistanceNotice
from funding.queries.offers.assistance import assistance_of, financial_years
from funding.states import AssistanceState, AwardState
from tests.funding.makers import NOW
from tests.funding.offers.decided import award, settle_subsidy, to_fund

NOTHING = {"2019/20": 0, "2020/21": 0, "2021/22": 0}


def send(world, bid, pence=5_000_00):
    return offers.send_notice(application=bid, pence=pence, by=world.officer, now=NOW)


def answer(world, notice, **by_year):
    other = NOTHING | {name.replace("_", "/")[1:]: pence for name, pence in by_year.items()}
    return offers.answer_notice(
        notice=notice, other_by_year=other, name="Tess Moor, trustee", by=world.tess, now=NOW
    )


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2022, 3, 31), 2019, 2021),
        (date(2022, 4, 1), 2020, 2022),
        (date(2021, 4, 1), 2019, 2021),
    ],
)
def test_period_is_this_and_the_two_financial_years_before(day, first, last):
    years = financial_years(day)
    assert (years[0], years[2]) == (date(first, 4, 1), date(last, 4, 1))


def test_total_counts_what_awards_are_now_by_financial_year(world):
    made = world.award(pence=4_000_01)
    world.award(pence=2_000_00, awarded_on=date(2020, 3, 31))
    world.award(pence=9_000_00, awarded_on=date(2019, 3, 31))  # before the period
    world.award(AwardState.DECLINED, pence=1_000_00)
    world.framework.release(commitment=made.promises.get().commitment, pence=1_000_00)
    had = assistance_of(world.kitchen, date(2021, 12, 20))
    by_year = {year.label: year.ours for year in had.years}
    assert by_year == {"2019/20": 2_000_00, "2020/21": 0, "2021/22": 3_000_01}
    assert (had.ours, had.limit) == (5_000_01, 315_000_00)


def test_award_that_is_no_subsidy_is_not_counted(world):
    bid = to_fund(world)
    settle_subsidy(world, bid)
    award(world, bid)
    assert assistance_of(world.kitchen, date(2021, 12, 20)).ours == 0


def test_award_waits_for_the_notice_and_its_confirmation(world):
    bid = to_fund(world)
    with pytest.raises(Refused, match="Send a notice"):
        award(world, bid)
    notice = send(world, bid)
    with pytest.raises(Refused, match="has not confirmed"):
        award(world, bid)
    answer(world, notice, _2020_21=100_000_00)
    assert award(world, bid).amount_pence == 5_000_00


def test_exactly_the_limit_is_confirmed_and_a_penny_more_is_over(world):
    bid, other = to_fund(world), to_fund(world)
    exact = answer(world, send(world, bid), _2019_20=310_000_00)
    assert exact.state == AssistanceState.CONFIRMED
    over = answer(world, send(world, other), _2019_20=310_000_01)
    assert over.state == AssistanceState.OVER
    with pytest.raises(Refused, match="over the limit"):
        award(world, other)


def test_two_confirmed_notices_of_one_organisation_do_not_both_become_awards(world):
    first, second = to_fund(world), to_fund(world)
    for bid in (first, second):
        answer(world, send(world, bid), _2021_22=308_000_00)
    award(world, first)
    with pytest.raises(Refused, match="over the limit"):
        award(world, second)


def test_award_above_the_notice_is_refused(world):
    bid = to_fund(world)
    answer(world, send(world, bid, 4_000_00))
    with pytest.raises(Refused, match="£4,000"):
        award(world, bid)


def test_notice_that_would_go_over_by_our_own_awards_is_not_sent(world, settings):
    settings.SUBSIDY_LIMIT_POUNDS = 8_000
    world.award(pence=5_000_00)
    with pytest.raises(Refused, match="£3,000 or less"):
        send(world, to_fund(world))


def test_second_notice_is_refused_until_the_first_is_withdrawn(world):
    bid = to_fund(world)
    notice = send(world, bid)
    with pytest.raises(Refused, match="stands already"):
        send(world, bid)
    offers.withdraw_notice(notice=notice, why="A lower amount", by=world.officer, now=NOW)
    assert send(world, bid).state == AssistanceState.SENT


def test_answered_notice_is_not_answered_again(world):
    notice = send(world, to_fund(world))
    answer(world, notice)
    with pytest.raises(Refused, match="answered already"):
        answer(world, notice, _2021_22=1)


def test_notice_is_mailed_once_to_the_lead(world):
    notice = send(world, to_fund(world))
    for _ in range(2):
        offers.mail_notice(notice=AssistanceNotice.objects.get(pk=notice.pk), now=NOW)
    (message,) = mail.outbox
    assert message.to == [world.tess.email]
    assert f"/funding/assistance/{notice.pk}/" in message.body and "£5,000" in message.body


def test_saying_that_it_is_no_subsidy_needs_a_reason_and_withdraws_the_notice(world):
    bid = to_fund(world)
    notice = send(world, bid)
    with pytest.raises(Refused, match="why"):
        offers.say_no_subsidy(application=bid, why="  ", by=world.officer, now=NOW)
    settle_subsidy(world, bid)
    notice.refresh_from_db()
    assert notice.state == AssistanceState.WITHDRAWN
    assert award(world, bid)


def test_the_year_turns_at_midnight_of_the_first_of_april_in_british_time(world):
    """23.30 UTC on 31 March is 00.30 on 1 April by British clocks, which are an hour ahead."""
    bid = to_fund(world)
    world.award(pence=5_000_00, awarded_on=date(2019, 12, 1))
    late = datetime(2022, 3, 31, 23, 30, tzinfo=UTC)
    notice = offers.send_notice(application=bid, pence=5_000_00, by=world.officer, now=late)
    assert notice.ours_pence == 0
