"""Milestones: laid down, evidenced, accepted or sent back; their payment waits for them."""

import threading
from datetime import date

import pytest
from django.db import connections

from civilsociety.audit.models import Event
from civilsociety.refusal import Refused
from funding.actions.partners import milestones as actions
from funding.models import Message, Milestone, Payment
from funding.states import MilestoneState, PaymentState
from tests.funding.partners.partnership import LATER, pilot_award, upload


@pytest.fixture
def award(world):
    return pilot_award(world)


@pytest.fixture
def payment(award):
    return Payment.objects.create(
        award=award, number=90, amount_pence=1_000_00, due_on=date(2022, 1, 1), needs_claim=True
    )


@pytest.fixture
def milestone(award, payment, frank):
    return set_one(award, frank, payment=payment)


def set_one(award, by, **more):
    fields = {"title": "The desk is open", "evidence_needed": "A picture and the opening hours"}
    return actions.set_milestone(
        award=award, by=by, **(fields | {"due_on": date(2022, 3, 31)} | more)
    )


def evidence(milestone, by, uploads=()):
    return actions.give_evidence(
        milestone=milestone, evidence="It is open.", uploads=uploads, by=by, now=LATER
    )


def test_milestones_are_numbered_in_their_award(world, award, frank):
    assert [set_one(award, frank).number for _ in range(2)] == [1, 2]
    assert set_one(pilot_award(world), frank).number == 1


def test_milestone_outside_the_award_is_refused_with_its_days(award, frank):
    with pytest.raises(Refused, match="1 January 2022 to 31 December 2022"):
        set_one(award, frank, due_on=date(2023, 1, 1))


def test_award_that_is_no_pilot_has_no_milestones(world, frank):
    with pytest.raises(Refused, match="commissioned pilot"):
        set_one(world.award(), frank)


def test_payment_waits_for_one_milestone_only(award, frank, payment, milestone):
    with pytest.raises(Refused, match="milestone 1 already"):
        set_one(award, frank, payment=payment)


def test_payment_of_another_award_is_refused(world, frank, payment):
    with pytest.raises(Refused, match="payment of this award"):
        set_one(pilot_award(world), frank, payment=payment)


def test_accepted_evidence_is_the_claim_of_the_payment(milestone, tess, frank, payment):
    evidence(milestone, tess, [upload()])
    actions.accept_milestone(milestone=milestone, answer="", by=frank, now=LATER)
    payment.refresh_from_db()
    assert (payment.state, payment.claimed_by) == (PaymentState.CLAIMED, tess)
    assert milestone.files.get().file.file_name == "desk.pdf"


def test_payment_is_not_claimed_before_an_officer_accepts(milestone, tess, payment):
    evidence(milestone, tess)
    payment.refresh_from_db()
    assert payment.state == PaymentState.SCHEDULED


def test_sent_back_milestone_is_evidenced_again(milestone, tess, frank):
    evidence(milestone, tess)
    actions.send_back_milestone(milestone=milestone, answer="Which hours?", by=frank, now=LATER)
    assert evidence(milestone, tess).state == MilestoneState.EVIDENCED


def test_partner_is_told_by_mail_what_was_answered(milestone, tess, frank):
    evidence(milestone, tess)
    actions.send_back_milestone(milestone=milestone, answer="Which hours?", by=frank, now=LATER)
    message = Message.objects.get(to=tess.email, subject__contains="question about milestone 1")
    assert "Which hours?" in message.body


def test_evidence_is_not_given_twice(milestone, tess):
    evidence(milestone, tess)
    with pytest.raises(Refused, match="checking it"):
        evidence(milestone, tess)


def test_nothing_can_be_accepted_without_evidence(milestone, frank):
    with pytest.raises(Refused, match="not given evidence"):
        actions.accept_milestone(milestone=milestone, answer="", by=frank, now=LATER)


def test_what_was_evidenced_cannot_be_changed_or_taken_out(milestone, tess, frank):
    evidence(milestone, tess)
    with pytest.raises(Refused, match="stays as it is"):
        actions.remove_milestone(milestone=milestone, reason="No", by=frank)
    with pytest.raises(Refused, match="stays as it is"):
        change(milestone, frank)


def change(milestone, by, **more):
    fields = {"title": "The desk opens", "evidence_needed": "A picture"}
    fields |= {"due_on": date(2022, 4, 30), "payment": None} | more
    return actions.change_milestone(milestone=milestone, by=by, **fields)


def test_changed_milestone_keeps_what_it_was_in_the_audit(milestone, frank):
    change(milestone, frank)
    details = Event.objects.get(verb="funding.milestone_changed").details
    assert details["due"] == ["31 March 2022", "30 April 2022"]
    assert details["payment"] == [90, ""]


def test_milestone_taken_out_leaves_its_payment_free(award, milestone, frank, payment):
    actions.remove_milestone(milestone=milestone, reason="Agreed", by=frank)
    assert not Milestone.objects.exists()
    payment.refresh_from_db()
    assert set_one(award, frank, payment=payment).payment == payment


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_answer_at_once_give_one_answer(world, tess, frank, fern):
    milestone = set_one(pilot_award(world), frank)
    evidence(milestone, tess)
    gate, found = threading.Barrier(2), []

    def answer(act, by):
        mine = Milestone.objects.get(pk=milestone.pk)
        try:
            gate.wait(10)
            found.append(act(milestone=mine, answer="Well", by=by, now=LATER).state)
        except Refused as refused:
            found.append(str(refused))
        finally:
            connections.close_all()

    acts = [(actions.accept_milestone, frank), (actions.send_back_milestone, fern)]
    threads = [threading.Thread(target=answer, args=each) for each in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    milestone.refresh_from_db()
    assert milestone.state in found
    assert (
        Event.objects.filter(
            verb__in=["funding.milestone_accepted", "funding.milestone_sent_back"]
        ).count()
        == 1
    )
