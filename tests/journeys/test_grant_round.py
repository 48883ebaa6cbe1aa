"""One grant from the first question to the public register, as everybody in it goes it."""

import json
from decimal import Decimal

import pytest
from django.core import mail

from civilsociety.ui import clock
from funding.models import Award, Letter, ProcessFeedback
from funding.queries.awards import standing_of
from funding.states import ApplicationState, AwardState, PaymentState
from funding.tasks.letters import send_letters
from tests.funding.conftest import framework, world
from tests.journeys import grant_award, grant_judging, grant_round
from tests.journeys.grant_round import PENCE, POUNDS, Round

__all__ = ["framework", "world"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def the_round(world, open_page, hold_clock):
    made = Round(world, open_page, hold_clock)
    made.at(2021, 12, 20, 12, 0)
    return made


def held(the_round):
    """(held, promised, paid) of the round's money, over both sources (pence)."""
    framework = the_round.world.framework
    lines = [framework.standing(source=each) for each in (framework.base, framework.health)]
    return tuple(sum(column) for column in list(zip(*lines, strict=True))[1:])


def apply(the_round, tess):
    """Tess finds out, writes, gives, signs and sends; one section and the sending without scripts.

    Returns the bid and what was wrong with her pages on a phone.
    """
    wrong = grant_round.find_out(the_round.open("/funding/recovery-fund/"))
    call = the_round.world.call
    page = the_round.open(f"/funding/calls/{call.pk}/start/", tess)
    grant_round.start(page)
    bid = call.applications.get()
    home = bid.get_absolute_url()
    wrong += grant_round.write_about(page)
    wrong += grant_round.write_why(page)
    old = the_round.open(home, tess, javascript=False)
    grant_round.write_how(old)
    page.goto(home)
    for part in ("write_budget", "tell_the_facts", "give_documents"):
        wrong += getattr(grant_round, part)(page)
    page.goto(f"/funding/organisations/{the_round.world.kitchen.pk}/bank/")
    wrong += grant_round.give_the_account(page)
    page.goto(home)
    wrong += grant_round.sign_off(page)
    old.goto(home)
    grant_round.send(old)
    page.goto(f"{home}sent/")
    wrong += grant_round.on_a_phone(page)
    page.goto(home)
    wrong += grant_round.on_a_phone(page)
    return bid, wrong


def judge(the_round, frank, fern, asa, ash):
    """Through the checks, scored blind by two, before a panel that decides; the minute agreed."""
    call = the_round.world.call
    the_round.at(2022, 1, 4, 10, 0)
    desk = the_round.open("/officers/funding/", frank)
    grant_judging.check_the_account(desk)
    chair = the_round.open("/officers/funding/", fern)
    grant_judging.verify_the_account(chair)
    desk.goto("/officers/funding/")
    grant_judging.pass_the_gate(desk)
    the_round.at(2022, 1, 11, 10, 0)
    about = f"/officers/funding/rounds/{call.pk}/"
    desk.goto(about)
    grant_judging.list_assessors(desk, asa, ash)
    one, two = (the_round.open("/officers/funding/assess/", each) for each in (asa, ash))
    grant_judging.declare(one, call)
    grant_judging.declare(two, call)
    desk.goto(about)
    grant_judging.draw(desk)
    one.reload()
    grant_judging.score(one, 5, 4, why="Asa says well done")
    two.reload()
    grant_judging.score(two, 4, 4, why="Ash says well done", unseen="Asa says")
    desk.goto(about)
    grant_judging.call_the_panel(desk, fern, asa)
    grant_judging.declare(chair, call)
    grant_judging.declare(one, call)
    desk.reload()
    grant_judging.issue_the_paper(desk)
    assert held(the_round) == (PENCE, 0, 0)
    the_round.at(2022, 1, 20, 15, 0)
    desk.reload()
    grant_judging.hold_the_meeting(desk)
    grant_judging.agree_the_minute(chair, call.panels.get())


def offer(the_round, bid, tess, frank, monkeypatch):
    """The notice confirmed, the award made, its letter sent by the worker, the offer accepted."""
    call, home = the_round.world.call, bid.get_absolute_url()
    the_round.at(2022, 1, 21, 10, 0)
    desk = the_round.open("/officers/funding/", frank)
    grant_award.send_notice(desk, bid)
    page = the_round.open(home, tess)
    wrong = grant_award.confirm_notice(page)
    the_round.at(2022, 1, 24, 10, 0)
    grant_award.make_the_award(desk, bid)
    assert held(the_round) == (0, PENCE, 0)
    grant_award.send_letters(desk, call)
    mail.outbox.clear()
    with monkeypatch.context() as worker:
        worker.setattr("funding.tasks.letters.timezone.now", clock.now)
        send_letters(call.letter_batches.get().pk)
    [letter] = mail.outbox
    assert letter.to == [tess.email]
    assert f"We are glad to offer you {POUNDS} for A kitchen for the street" in letter.body
    assert not the_round.open("/funding/grants/").get_by_text("Marsh Lane").count()
    desk.reload()
    assert desk.get_by_text("The letters are sent").is_visible()
    page.goto(home)
    grant_round.press(page, "Open your award")
    wrong += grant_award.accept(page)
    link = page.get_by_role("link", name="PDF of the letter")
    assert page.request.get(link.get_attribute("href")).body().startswith(b"%PDF")
    return wrong


def run(the_round, award, tess, frank, fern):
    """Paid by two officers, reported, accepted, completed."""
    the_round.at(2022, 3, 2, 10, 0)
    desk, other = (the_round.open("/officers/funding/", each) for each in (frank, fern))
    payment = award.payments.get()
    grant_award.propose_payment(desk, payment)
    grant_award.release_payment(other, payment)
    assert held(the_round) == (0, 0, PENCE)
    the_round.at(2023, 1, 16, 10, 0)
    page = the_round.open(award.get_absolute_url(), tess)
    wrong = grant_round.on_a_phone(page)
    grant_round.go(page, "Send “Report at the end”")
    wrong += grant_award.report(page, award)
    grant_award.accept_report(desk, award.reports.get())
    grant_award.complete(desk, award)
    payment.refresh_from_db()
    assert payment.state == PaymentState.PAID
    return wrong


def look(the_round, award):
    """A stranger finds the grant in the register, and the same amount everywhere."""
    page = the_round.open("/funding/grants/")
    wrong = grant_round.on_a_phone(page)
    page.get_by_label("Search").fill("marsh kitchen")
    grant_round.press(page, "Show")
    row = page.get_by_role("row", name="Marsh Lane Community Kitchen")
    assert row.get_by_text(POUNDS).is_visible()
    with page.expect_navigation():
        row.get_by_role("link").first.click()
    assert page.url.endswith(f"/funding/grants/{award.number}/")
    title = page.get_by_role("heading", level=1)
    assert title.inner_text().endswith(f"{POUNDS} to Marsh Lane Community Kitchen")
    wrong += grant_round.on_a_phone(page)
    [grant] = json.loads(page.request.get("/funding/grants.json").text(), parse_float=Decimal)[
        "grants"
    ]
    letter, standing = Letter.objects.get(), standing_of(award)
    assert grant["amountAwarded"] * 100 == PENCE
    assert (standing.now, standing.paid, letter.amount_pence) == (PENCE, PENCE, PENCE)
    assert POUNDS in letter.body
    return wrong


def test_grant_from_the_first_question_to_the_public_register(
    the_round, tess, frank, fern, asa, ash, monkeypatch
):
    bid, wrong = apply(the_round, tess)
    bid.refresh_from_db()
    assert bid.state == ApplicationState.SUBMITTED
    assert ProcessFeedback.objects.get().ease == 4
    assert (wrong, the_round.troubles()) == ([], [])
    judge(the_round, frank, fern, asa, ash)
    assert the_round.troubles() == []
    wrong += offer(the_round, bid, tess, frank, monkeypatch)
    award = Award.objects.get()
    assert award.state == AwardState.ACCEPTED
    assert the_round.troubles() == []
    wrong += run(the_round, award, tess, frank, fern)
    wrong += look(the_round, award)
    award.refresh_from_db()
    assert award.state == AwardState.COMPLETED
    assert (wrong, the_round.troubles()) == ([], [])
