"""The forms of a running award in a browser, sent when something is wrong with them."""

import pytest
from django.urls import reverse

from funding.actions.running import payments as paying
from funding.actions.running.ending import give_notice
from funding.actions.running.money_back import ask_back
from funding.actions.running.reports import save_report, send_report
from funding.actions.running.variations import ask_for_change
from funding.models.choices import MoneyBackKind, Side
from funding.queries.running.terms import terms_of
from tests.browser import press
from tests.browsing import troubles_in_error
from tests.funding.running.making import LATER, only, pay, run

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def award(world, hold_clock, monkeypatch):
    """Tess's award; the pages' clock stands at noon of 2 March 2022, and nobody sends mail."""
    monkeypatch.setattr("funding.actions.messages.jobs.hand_over", lambda *_: None)
    hold_clock(2022, 3, 2, 12, 0)
    return run(world)


def url(name, *args):
    return reverse(name, args=args)


def test_report_in_error(award, world, open_page):
    page = open_page(url("funding:report", award.pk, award.reports.get().pk), person=world.tess)
    assert troubles_in_error(page, "Send your report") == []


def test_claim_in_error(award, world, open_page):
    award.payments.update(needs_claim=True)
    page = open_page(url("funding:claim", award.pk, only(award).pk), person=world.tess)
    assert troubles_in_error(page, "Send your claim") == []


def test_change_in_error(award, world, open_page):
    page = open_page(url("funding:ask_for_change", award.pk), person=world.tess)
    assert troubles_in_error(page, "Ask for this change") == []


def test_answer_to_a_change_in_error(award, world, open_page):
    wanted = terms_of(award) | {"title": "Two kitchens"}
    change = ask_for_change(
        award=award, side=Side.COUNCIL, wanted=wanted, why="x", by=world.officer, now=LATER
    )
    page = open_page(url("funding:change", award.pk, change.pk), person=world.tess)
    assert troubles_in_error(page, "Send your answer") == []


def test_money_not_needed_in_error(award, world, open_page):
    page = open_page(url("funding:give_back", award.pk), person=world.tess)
    assert troubles_in_error(page, "Tell us") == []


def test_answer_to_a_notice_in_error(award, world, open_page):
    day = LATER.date().replace(month=7)
    notice = give_notice(award=award, ends_on=day, why="x", by=world.officer, now=LATER)
    page = open_page(url("funding:end_notice", award.pk, notice.pk), person=world.tess)
    assert troubles_in_error(page, "Send your answer") == []


def test_days_of_the_payment_run_in_error(award, frank, open_page):
    page = open_page(url("funding:payment_run") + "?show=released", person=frank)
    page.get_by_label("Year").first.fill("")
    assert troubles_in_error(page, "Show these days") == []


@pytest.mark.parametrize(
    ("name", "button"),
    [
        ("notice_of_award", "Give notice"),
        ("back_of_award", "Ask for it"),
        ("ask_change_of_award", "Ask for this change"),
    ],
)
def test_act_on_an_award_in_error(award, frank, open_page, name, button):
    page = open_page(url(f"admin:funding_{name}", award.pk), person=frank)
    assert troubles_in_error(page, button) == []


def test_acts_on_parts_in_error(award, world, frank, bea, open_page):
    report, payment = award.reports.get(), only(award)
    save_report(
        report=report, story="Done", learned="", spent_pence=0, figures={}, by=world.tess, now=LATER
    )
    send_report(report=report, by=world.tess, now=LATER)
    question = open_page(url("admin:funding_question_of_report", report.pk), person=frank)
    assert troubles_in_error(question, "Send it back") == []
    paying.propose(payment=payment, by=frank, now=LATER)
    back = open_page(url("admin:funding_return_of_payment", payment.pk), person=bea)
    assert troubles_in_error(back, "Send it back") == []


def test_money_that_came_back_in_error(award, world, frank, open_page):
    pay(world, only(award))
    (money,) = ask_back(
        award=award, kind=MoneyBackKind.UNDERSPEND, pence=1_00, why="x", side=Side.HOLDER,
        by=world.tess, now=LATER,
    )  # fmt: skip
    page = open_page(url("admin:funding_settle_of_moneyback", money.pk), person=frank)
    assert troubles_in_error(page, "Write it down") == []


def test_report_is_written_and_sent_without_javascript(award, world, open_page):
    page = open_page(
        url("funding:report", award.pk, award.reports.get().pk),
        person=world.tess,
        javascript=False,
    )
    page.get_by_label("What did you do").fill("Forty neighbours cook together.")
    for indicator in award.programme.indicators.all():
        page.get_by_label(indicator.name).fill("40")
    page.get_by_label("How much of the grant").fill("5,000")
    press(page, "Save and come back later")
    assert page.get_by_text("Saved. Come back any time").is_visible()
    press(page, "Send your report")
    assert page.get_by_text("We have your report").is_visible()
