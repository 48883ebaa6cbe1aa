"""The gate: yes or no, with what can be mended made a condition."""

from datetime import date

import pytest

from civilsociety.refusal import Refused
from funding.actions.judging import gate
from funding.models import (
    BankAccount,
    Check,
    CheckKind,
    CheckOutcome,
    Condition,
    Question,
    QuestionKind,
    Reason,
)
from funding.queries.judging.gate import given_in_three_years, kinds_for
from funding.states import ApplicationState, AwardState, BankState, CallState
from tests.funding.judging.judged import NOW, answers, fresh, passed

pytestmark = pytest.mark.django_db


def reason(use="ineligible"):
    return Reason.objects.create(key=f"{use}-reason", use=use, label="A reason", text="Because.")


def written(world, bid, **outcomes):
    return gate.write_checks(
        application=bid, answers=answers(bid, **outcomes), by=world.officer, now=NOW
    )


def test_bid_passes_when_every_check_is_answered(world):
    bid = passed(world, world.bid())
    assert fresh(bid).state == ApplicationState.ASSESSING


def test_bid_waits_while_a_check_is_open(world):
    with pytest.raises(Refused, match="Missing: The organisation"):
        gate.pass_gate(application=world.bid(), by=world.officer, now=NOW)


def test_no_keeps_a_bid_back_and_says_which_check(world):
    bid = world.bid()
    written(world, bid, duplicate=CheckOutcome.NO)
    with pytest.raises(Refused, match="same project"):
        gate.pass_gate(application=bid, by=world.officer, now=NOW)


def test_what_can_be_mended_becomes_a_condition_with_a_day(world):
    bid = world.bid()
    written(world, bid, insurance=CheckOutcome.CONDITION)
    made = Condition.objects.get(application=bid, check_kind=CheckKind.INSURANCE)
    assert (made.due_on, made.before_payment) == (date(2022, 3, 31), True)


def test_condition_of_a_check_that_is_answered_yes_later_goes(world):
    bid = world.bid()
    written(world, bid, insurance=CheckOutcome.CONDITION)
    written(world, bid)
    assert not Condition.objects.filter(check_kind=CheckKind.INSURANCE).exists()


def test_duplicate_cannot_be_mended(world):
    with pytest.raises(Refused, match="cannot be put right later"):
        written(world, world.bid(), duplicate=CheckOutcome.CONDITION)


def test_refused_checks_leave_nothing_behind(world):
    with pytest.raises(Refused):
        written(world, world.bid(), subsidy=CheckOutcome.CONDITION)
    assert not Check.objects.exists() and not Condition.objects.exists()


def test_bank_is_yes_only_for_a_verified_account(world, fern, bea):
    bid = world.bid()
    with pytest.raises(Refused, match="No verified bank account"):
        written(world, bid, bank=CheckOutcome.YES)
    BankAccount.objects.create(
        organisation=world.kitchen,
        account_name="Kitchen",
        sealed=b"x",
        last_digits="1234",
        state=BankState.VERIFIED,
        entered_by=world.tess,
        checked_by=fern,
        verified_by=bea,
    )
    written(world, bid, bank=CheckOutcome.YES)
    assert Check.objects.get(kind=CheckKind.BANK).outcome == CheckOutcome.YES


def test_subsidy_counts_this_and_two_years_before_and_no_declined_award(world, settings):
    settings.SUBSIDY_LIMIT_POUNDS = 8_000
    bid = world.bid()
    world.award(AwardState.DECLINED, pence=9_000_00)
    written(world, bid)
    world.award(pence=3_000_01)
    assert given_in_three_years(world.kitchen, NOW.date()) == 3_000_01
    assert given_in_three_years(world.kitchen, date(2024, 3, 31)) == 3_000_01
    assert given_in_three_years(world.kitchen, date(2024, 4, 1)) == 0
    bid.checks.all().delete()
    with pytest.raises(Refused, match="£8,000.01"):
        written(world, bid)


@pytest.mark.parametrize(("answer", "asked"), [("no", False), ("yes", True), (False, False)])
def test_safeguarding_is_asked_by_the_form(world, answer, asked):
    call = world.make_call(number=2, state=CallState.DRAFT)
    Question.objects.create(
        call=call, section="Who", key="safeguarding", kind=QuestionKind.YES_NO, text="Children?"
    )
    bid = world.bid(call=call, answers={"safeguarding": answer})
    assert (CheckKind.SAFEGUARDING in kinds_for(bid)) is asked


def test_register_is_compared_where_there_is_a_number(world):
    assert CheckKind.REGISTER not in kinds_for(world.bid())
    charity = world.make_organisation("Charity", charity_number="1234567")
    assert CheckKind.REGISTER in kinds_for(world.bid(organisation=charity))


def test_hard_no_ends_the_bid_with_reasons_and_feedback(world):
    bid, why = world.bid(), reason()
    written(world, bid, eligible=CheckOutcome.NO)
    gate.fail_gate(
        application=bid, reasons=[why], feedback="It is in Sussex.", by=world.officer, now=NOW
    )
    bid = fresh(bid)
    assert (bid.state, bid.feedback, bid.decided_at) == ("ineligible", "It is in Sussex.", NOW)
    assert list(bid.reasons.all()) == [why]


@pytest.mark.parametrize(("reasons", "feedback"), [(False, "Words"), (True, " ")])
def test_nobody_is_turned_away_without_reason_and_words(world, reasons, feedback):
    bid = world.bid()
    written(world, bid, eligible=CheckOutcome.NO)
    chosen = [reason()] if reasons else []
    with pytest.raises(Refused):
        gate.fail_gate(
            application=bid, reasons=chosen, feedback=feedback, by=world.officer, now=NOW
        )
    assert fresh(bid).state == ApplicationState.SUBMITTED


def test_bid_that_fails_no_check_cannot_be_ended(world):
    bid = world.bid()
    written(world, bid)
    with pytest.raises(Refused, match="No check is answered with no"):
        gate.fail_gate(application=bid, reasons=[reason()], feedback="x", by=world.officer, now=NOW)


def test_condition_added_by_an_officer_has_a_day_to_come(world):
    bid = passed(world, world.bid())
    terms = {"application": bid, "text": "A lease", "before_payment": False, "by": world.officer}
    with pytest.raises(Refused, match="20 December 2021 or later"):
        gate.add_condition(due_on=date(2021, 12, 19), now=NOW, **terms)
    assert gate.add_condition(due_on=date(2021, 12, 20), now=NOW, **terms).pk
