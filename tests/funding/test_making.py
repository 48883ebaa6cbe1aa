"""Making an award: ledger, award and register agree, once, to the penny."""

from datetime import date
from uuid import uuid4

import pytest

from civilsociety.budget.models import Commitment
from civilsociety.refusal import Refused
from civilsociety.ui.personal import found_in
from funding.actions.awarding import take_in
from funding.actions.register import publish_award
from funding.models import Award, PublishedAward
from funding.queries.awards import standing_of
from tests.budget.test_at_once import at_once


def test_award_is_promised_in_the_ledger_to_the_penny(world):
    award = world.award(pence=5_000_01)
    assert standing_of(award).now == 5_000_01
    assert Commitment.objects.get().payee == world.kitchen


def test_same_key_gives_the_same_award(world):
    key = uuid4()
    assert world.award(key=key) == world.award(key=key)
    assert Award.objects.count() == Commitment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_commitment_that_two_officers_take_in_at_once_is_one_award(world):
    promised = world.framework.commit(1_000_00, payee=world.kitchen, payee_name="")
    terms = {
        "programme": world.programme, "organisation": world.kitchen, "title": "A kitchen",
        "summary": "Cooking.", "awarded_on": date(2021, 12, 20), "starts_on": date(2022, 3, 1),
        "ends_on": date(2022, 12, 31), "by": world.officer, "now": world.now,
    }  # fmt: skip
    found = at_once(
        *[lambda: take_in(commitment=Commitment.objects.get(pk=promised.pk), **terms)] * 3
    )
    assert set(found) == {Award.objects.get()}


def test_award_with_an_email_address_in_its_summary_is_refused_and_promises_nothing(world):
    with pytest.raises(Refused, match="tess@example.org"):
        world.award(summary="Ask tess@example.org for a place.")
    assert not Commitment.objects.exists()


def test_register_keeps_every_version(world):
    award = world.award()
    first = publish_award(award=award, now=world.now)
    assert publish_award(award=award, now=world.now) == first
    world.framework.release(commitment=award.promises.get().commitment, pence=1_000_00)
    second = publish_award(award=award, now=world.now, what_changed="Less was needed.")
    assert (second.version, second.amount_pence, second.first_pence) == (2, 4_000_00, 5_000_00)
    assert PublishedAward.objects.filter(is_latest=True).count() == 1


@pytest.mark.parametrize(
    "text",
    [
        "Write to jo@example.org",
        "Ring 01795 123456",
        "Ring +44 7700 900123",
        "Come to ME10 3AB",
        "Live at 14 Marsh Lane",
        "QQ 12 34 56 C",
        "Account 12-34-56",
    ],
)
def test_what_leads_to_a_person_is_found(text):
    assert found_in(text)


@pytest.mark.parametrize(
    "text",
    ["We reached 1,250 people in 2021/22", "£350,000 in 3 years", "Marsh Lane Kitchen", "At 5pm"],
)
def test_ordinary_words_are_left_alone(text):
    assert not found_in(text)
