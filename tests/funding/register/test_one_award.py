"""One award, told in eight places, is the same award everywhere, to the penny."""

from decimal import Decimal

import pytest

from civilsociety.ui.words import pounds
from funding.actions import offers
from funding.actions.register import publish_award
from funding.actions.running import money_back, variations
from funding.models import Letter, PublishedAward
from funding.models.choices import MoneyBackKind, Side
from funding.queries.awards import standing_of
from funding.queries.register.proof import differences
from funding.queries.running.terms import terms_of
from funding.rules.register import IN_THE_REGISTER
from tests.funding.offers.decided import awarded, letters
from tests.funding.register.reading import as_csv, as_json, xlsx_rows
from tests.funding.register.threesixty import troubles_of
from tests.funding.running.making import LATER, pay, run

ODD = 4_321_09


def told(award, client):
    """What each place says the award is, in pence."""
    [row], [line], [cells] = (
        PublishedAward.objects.filter(is_latest=True),
        as_csv(client),
        xlsx_rows(client),
    )
    [grant] = (package := as_json(client))["grants"]
    assert troubles_of(package) == []
    page = client.get(f"/funding/grants/{award.number}/").content.decode()
    lists = client.get("/funding/grants/").content.decode()
    assert pounds(row.amount_pence) in page
    assert pounds(row.amount_pence) in lists
    return {
        "ledger": standing_of(award).now,
        "register": row.amount_pence,
        "csv": int(Decimal(line["Amount"]) * 100),
        "xlsx": round(Decimal(str(cells["Amount"])) * 100),
        "360Giving": round(Decimal(str(grant["amountAwarded"])) * 100),
    }


@pytest.fixture
def award(world):
    award = world.held_award(pence=ODD)
    publish_award(award=award, now=world.now)
    return award


def test_every_place_says_the_same_amount(award, client):
    assert set(told(award, client).values()) == {ODD}
    assert differences(IN_THE_REGISTER) == []


def test_every_place_follows_a_reduction_and_money_that_came_back(award, world, client):
    commitment = award.promises.get().commitment
    world.framework.pay(commitment, 3_000_00)
    world.framework.release(commitment=commitment, pence=1_000_08)
    world.framework.give_back(commitment, 500_99)
    publish_award(award=award, now=world.now, what_changed="Less was needed.")
    assert set(told(award, client).values()) == {ODD - 1_000_08 - 500_99}
    assert differences(IN_THE_REGISTER) == []


def test_every_place_names_the_same_award_and_organisation(award, client):
    [line], [grant] = as_csv(client), as_json(client)["grants"]
    assert grant["id"] == line["360Giving identifier"] == f"360G-sample-{award.number}"
    assert grant["recipientOrganization"][0]["id"] == line["Organisation identifier"]
    assert grant["recipientOrganization"][0]["name"] == line["Beneficiary"]
    assert grant["description"] == line["Summary of purpose"] == award.summary
    assert grant["awardDate"] == line["Date awarded"] == "2021-12-20"
    assert line["Address"] == grant["url"]


def test_all_that_was_paid_and_returned_leaves_an_award_of_nothing(award, world, client):
    commitment = award.promises.get().commitment
    world.framework.pay(commitment, ODD)
    world.framework.give_back(commitment, ODD)
    publish_award(award=award, now=world.now, what_changed="All of it came back.")
    [row], [grant] = as_csv(client), as_json(client)["grants"]
    assert (row["Amount"], grant["amountAwarded"]) == ("0.00", 0)


def test_letter_ledger_register_and_files_say_the_same(world, client, client_of):
    """From the panel's decision through the letter to the page of the grant holder."""
    made = awarded(world, ODD)
    offers.send_letters(batch=letters(world, [made.application]), now=world.now)
    letter = Letter.objects.get(award=made)
    offers.accept_offer(award=made, name="Tess", by=world.tess, now=world.now)
    made.refresh_from_db()
    assert set(told(made, client).values()) == {letter.amount_pence} == {ODD}
    assert pounds(ODD) in letter.subject
    assert pounds(ODD) in letter.body
    assert letter.pdf
    page = client_of(world.tess).get(made.get_absolute_url()).content.decode()
    assert pounds(ODD) in page
    assert f"/funding/grants/{made.number}/" in page
    assert sum(payment.amount_pence for payment in made.payments.all()) == ODD


def test_change_by_both_sides_and_clawback_leave_every_place_the_same(world, client):
    award = run(world, pence=ODD)
    wanted = terms_of(award) | {"amount_pence": ODD - 300_07}
    variation = variations.ask_for_change(
        award=award, side=Side.HOLDER, wanted=wanted, why="Less", by=world.tess, now=LATER
    )
    variations.agree_to_change(
        variation=variation, side=Side.COUNCIL, answer="Fine", by=world.officer, now=LATER
    )
    award.refresh_from_db()
    pay(world, award.payments.get())
    [money] = money_back.ask_back(
        award=award, kind=MoneyBackKind.CLAWBACK, pence=1_000_01, why="Terms were not kept",
        side=Side.COUNCIL, by=world.officer, now=LATER,
    )  # fmt: skip
    money_back.settle(money=money, reference="BACS 7", by=world.holder, now=LATER)
    assert set(told(award, client).values()) == {ODD - 300_07 - 1_000_01}
    assert differences(IN_THE_REGISTER) == []
    assert award.published.count() == 2
