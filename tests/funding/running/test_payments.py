"""Money goes out once, after everything is there, by two people."""

from datetime import date
from uuid import uuid4

import pytest

from civilsociety.budget.models import Move
from civilsociety.refusal import Refused
from funding.actions.awarding import increase_award
from funding.actions.running import payments as acts
from funding.actions.running.schedule import adapt, lay_out
from funding.models import BankAccount, Condition, Message, Milestone
from funding.queries.awards import standing_of
from funding.states import AwardState, MilestoneState, PaymentState
from tests.funding.running.making import A_DAY, LATER, only, pay, run


def test_payment_is_paid_in_the_ledger_when_a_second_officer_releases_it(world):
    award = run(world)
    payment = pay(world, only(award))
    assert standing_of(award).paid == 5_000_00
    assert (payment.state, payment.move.amount_pence) == (PaymentState.PAID, 5_000_00)
    assert payment.move.reference == f"{award.number}/1"


def test_holder_is_told_when_money_is_on_its_way(world):
    pay(world, only(run(world)))
    message = Message.objects.get(key__startswith="paid-")
    assert message.to == world.tess.email
    assert "£5,000" in message.subject and "five working days" in message.body


def test_officer_who_proposed_cannot_release(world):
    payment = only(run(world))
    acts.propose(payment=payment, by=world.officer, now=LATER)
    with pytest.raises(Refused, match="somebody else has to release"):
        acts.release_payment(payment=payment, by=world.officer, now=LATER)
    assert not Move.objects.filter(kind="pay").exists()


def test_released_twice_is_paid_once(world):
    payment = pay(world, only(run(world)))
    assert acts.release_payment(payment=payment, by=world.holder, now=LATER) == payment
    assert Move.objects.filter(kind="pay").count() == 1


def test_payment_is_not_paid_before_its_day(world):
    payment = only(run(world))
    with pytest.raises(Refused, match="not paid before 1 March 2022"):
        acts.propose(payment=payment, by=world.officer, now=world.now)


def test_payment_without_a_verified_account_is_refused(world):
    payment = only(run(world))
    BankAccount.objects.all().delete()
    with pytest.raises(Refused, match="bank account"):
        acts.propose(payment=payment, by=world.officer, now=LATER)


def test_account_replaced_after_the_proposal_stops_the_release(world):
    payment = only(run(world))
    acts.propose(payment=payment, by=world.officer, now=LATER)
    BankAccount.objects.all().delete()
    with pytest.raises(Refused, match="bank account"):
        acts.release_payment(payment=payment, by=world.holder, now=LATER)


def test_condition_before_payment_stops_it_until_met(world):
    award = run(world)
    condition = Condition.objects.create(
        award=award, text="Send the safeguarding policy", due_on=date(2022, 2, 1)
    )
    with pytest.raises(Refused, match="Send the safeguarding policy"):
        acts.propose(payment=only(award), by=world.officer, now=LATER)
    condition.met_on, condition.met_by = date(2022, 2, 1), world.officer
    condition.save()
    assert acts.propose(payment=only(award), by=world.officer, now=LATER)


def test_payment_waits_for_its_milestone(world):
    award = run(world)
    milestone = Milestone.objects.create(
        award=award, number=1, title="Hub open", evidence_needed="Photographs",
        due_on=A_DAY, payment=only(award),
    )  # fmt: skip
    with pytest.raises(Refused, match="Hub open"):
        acts.propose(payment=only(award), by=world.officer, now=LATER)
    Milestone.objects.filter(pk=milestone.pk).update(state=MilestoneState.ACCEPTED)
    assert acts.propose(payment=only(award), by=world.officer, now=LATER)


def test_payment_waits_for_a_late_report(world):
    award = run(world)
    award.reports.update(due_on=date(2022, 3, 1))
    with pytest.raises(Refused, match="due on 1 March 2022"):
        acts.propose(payment=only(award), by=world.officer, now=LATER)


def test_payment_that_is_claimed_needs_the_claim(world):
    award = run(world)
    award.payments.update(needs_claim=True)
    payment = only(award)
    with pytest.raises(Refused, match="has to claim"):
        acts.propose(payment=payment, by=world.officer, now=LATER)
    acts.claim(payment=payment, words="Here it is.", by=world.tess, now=LATER)
    assert acts.propose(payment=payment, by=world.officer, now=LATER)


def test_claim_sent_back_can_be_claimed_again_and_the_holder_reads_why(world):
    award = run(world)
    award.payments.update(needs_claim=True)
    payment = only(award)
    acts.claim(payment=payment, words="Here it is.", by=world.tess, now=LATER)
    acts.send_back(payment=payment, why="The invoice is missing.", by=world.officer, now=LATER)
    assert payment.state == PaymentState.SCHEDULED
    assert "The invoice is missing." in Message.objects.get(key__startswith="claim-back").body
    acts.claim(payment=payment, words="With invoice.", by=world.tess, now=LATER)
    assert payment.state == PaymentState.CLAIMED


def test_proposal_sent_back_goes_to_where_it_was(world):
    payment = only(run(world))
    acts.propose(payment=payment, by=world.officer, now=LATER)
    acts.send_back(payment=payment, why="Wrong day", by=world.holder, now=LATER)
    assert (payment.state, payment.proposed_by) == (PaymentState.SCHEDULED, None)
    assert not Message.objects.exists()


@pytest.mark.parametrize("state", [AwardState.COMPLETED, AwardState.ENDED_EARLY])
def test_nothing_is_paid_on_an_award_that_is_over(world, state):
    award = run(world)
    payment = only(award)
    type(award).objects.filter(pk=award.pk).update(state=state)
    with pytest.raises(Refused, match="not running"):
        acts.propose(payment=payment, by=world.officer, now=LATER)


def test_payment_larger_than_one_commitment_draws_on_both_oldest_first(world):
    award = run(world)
    increase_award(
        award=award, pence=1_000_01, authority=world.authority, year=world.year,
        by=world.officer, reason="More people", key=uuid4(), now=world.now,
    )  # fmt: skip
    adapt(award, today=A_DAY)
    payment = only(award)
    assert payment.amount_pence == 6_000_01
    pay(world, payment)
    moves = Move.objects.filter(kind="pay").order_by("pk")
    assert [move.amount_pence for move in moves] == [5_000_00, 1_000_01]
    assert standing_of(award).outstanding == 0


def part(pence, day=A_DAY, **more):
    return {
        "amount_pence": pence, "due_on": day, "what_for": "Part", "needs_claim": False, **more
    }  # fmt: skip


def test_schedule_is_laid_out_anew_to_the_penny(world):
    award = run(world)
    parts = [part(2_000_00, number=1), part(2_999_99), part(1, needs_claim=True)]
    lay_out(award=award, parts=parts, by=world.officer, now=world.now)
    found = award.payments.order_by("number").values_list("number", "amount_pence", "needs_claim")
    assert list(found) == [(1, 2_000_00, False), (2, 2_999_99, False), (3, 1, True)]


@pytest.mark.parametrize(
    ("pence", "words"), [(4_999_99, "£0.01 less"), (5_000_01, "£0.01 more"), (0, "more than")]
)
def test_schedule_that_does_not_add_up_is_refused_with_the_difference(world, pence, words):
    award = run(world)
    with pytest.raises(Refused, match=words):
        lay_out(award=award, parts=[part(pence)], by=world.officer, now=world.now)
    assert only(award).amount_pence == 5_000_00


def test_schedule_leaves_what_was_paid(world):
    award = run(world, pence=10_000_01)
    pay(world, award.payments.get(number=1))
    lay_out(award=award, parts=[part(5_000_01, number=3)], by=world.officer, now=world.now)
    assert list(award.payments.order_by("number").values_list("state", flat=True)) == [
        PaymentState.PAID, PaymentState.CANCELLED, PaymentState.SCHEDULED,
    ]  # fmt: skip


def test_schedule_waits_while_a_second_officer_is_asked(world):
    award = run(world)
    acts.propose(payment=only(award), by=world.officer, now=LATER)
    with pytest.raises(Refused, match="waits for a second officer"):
        lay_out(award=award, parts=[part(5_000_00)], by=world.officer, now=world.now)


def test_officer_who_works_for_the_organisation_cannot_release(world, fern):
    payment = only(run(world))
    payment.award.application.colleagues.update(person=fern)
    acts.propose(payment=payment, by=world.officer, now=LATER)
    with pytest.raises(Refused, match="You work on this award for Marsh Lane"):
        acts.release_payment(payment=payment, by=fern, now=LATER)
