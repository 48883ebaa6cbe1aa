"""Pages of grant holders: the notice, the outcome, the offer, the award; for them alone."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from funding.actions import offers
from funding.models import AssistanceNotice, Award
from funding.states import ApplicationState, AssistanceState, AwardState
from funding.tasks import offers as tasks
from tests.funding.makers import NOW
from tests.funding.offers.decided import (
    awarded,
    letters,
    offered,
    on_reserve,
    refused,
    to_fund,
)


@pytest.fixture(autouse=True)
def december(in_december):
    return in_december


@pytest.fixture
def tess_at(client_of, tess):
    return client_of(tess)


def text(response):
    return " ".join(response.content.decode().split())


def a_notice(world):
    return offers.send_notice(application=to_fund(world), pence=5_000_00, by=world.officer, now=NOW)


GIVEN = {"key": "0b0e2b9e-0000-4000-8000-000000000001", "name": "Tess Moor, trustee", "right": "on"}


def others(*pounds):
    return {f"other_{n}": each for n, each in enumerate(pounds)}


def test_notice_shows_our_figures_by_year_and_is_confirmed_online(world, tess_at):
    world.award(pence=2_000_00)
    address = reverse("funding:assistance", args=[a_notice(world).pk])
    page = text(tess_at.get(address))
    for words in ("2019/20", "2021/22", "£2,000", "£315,000", "£5,000"):
        assert words in page
    answer = tess_at.post(address, GIVEN | others("0", "1,000.50", "0"), follow=True)
    assert "Tess Moor, trustee confirmed it" in text(answer)
    notice = AssistanceNotice.objects.get()
    assert (notice.state, notice.other_pence) == (AssistanceState.CONFIRMED, 1_000_50)


def test_notice_over_the_limit_says_by_how_much_and_what_is_next(world, tess_at):
    address = reverse("funding:assistance", args=[a_notice(world).pk])
    page = text(tess_at.post(address, GIVEN | others("0", "310,000.01", "0"), follow=True))
    assert "£0.01 over the limit" in page and "need not do anything" in page


def test_adding_up_first_changes_nothing_and_keeps_what_was_typed(world, tess_at):
    address = reverse("funding:assistance", args=[a_notice(world).pk])
    page = text(tess_at.post(address, others("1000", "", "") | {"check": "yes"}))
    assert "£6,000 of £315,000" in page and 'value="1000"' in page
    assert "govuk-error-summary" not in page
    assert AssistanceNotice.objects.get().state == AssistanceState.SENT


@pytest.mark.parametrize("bad", ["", "-1", "9" * 40, "\x00", "ten", "1,00"])
def test_amount_that_cannot_be_is_refused_in_words_and_kept(world, tess_at, bad):
    address = reverse("funding:assistance", args=[a_notice(world).pk])
    answer = tess_at.post(address, GIVEN | others("0", bad, "0"))
    assert answer.status_code == 200 and "govuk-error-summary" in text(answer)
    assert "Tess Moor, trustee" in text(answer)


def test_answered_notice_takes_no_second_answer(world, tess_at):
    address = reverse("funding:assistance", args=[a_notice(world).pk])
    tess_at.post(address, GIVEN | others("0", "0", "0"))
    assert "Confirmed" in text(tess_at.post(address, GIVEN | others("9", "9", "9")))
    assert AssistanceNotice.objects.get().other_pence == 0


def test_outcome_of_a_refusal_has_reasons_feedback_scores_and_review(world, tess_at, asa):
    bid = refused(world)
    read = bid.assessments.create(assessor=asa, state="scored", scored_at=NOW)
    read.scores.create(criterion=world.programme.criteria.first(), points=4)
    page = text(tess_at.get(reverse("funding:outcome", args=[bid.pk])))
    for words in (
        "Others showed more need", "how the neighbours plan it", "Very good. Shown clearly",
        "17 January 2022", "ask for a review",
    ):  # fmt: skip
        assert words in page


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ApplicationState.AT_PANEL, "You hear from us by 1 February 2022"),
        (ApplicationState.WITHDRAWN, "You withdrew this application"),
        (ApplicationState.INELIGIBLE, "We could not consider"),
    ],
)
def test_outcome_in_every_state(world, tess_at, state, words):
    bid = world.bid(state)
    assert words in text(tess_at.get(reverse("funding:outcome", args=[bid.pk])))


def test_successful_outcome_has_feedback_too_and_leads_to_the_offer(world, tess_at):
    award = offered(world)
    page = text(tess_at.get(reverse("funding:outcome", args=[award.application_id])))
    assert "neighbours" in page and reverse("funding:offer", args=[award.pk]) in page


def test_reserve_outcome_says_what_happens(world, tess_at):
    page = text(tess_at.get(reverse("funding:outcome", args=[on_reserve(world, rank=2).pk])))
    assert "reserve list" in page and "in its order" in page


ACCEPTANCE = {
    "key": "0b0e2b9e-0000-4000-8000-000000000002", "name": "Tess Moor",
    "position": "trustee or director", "agreed": "on",
}  # fmt: skip


def test_offer_shows_terms_and_schedule_and_is_accepted(world, tess_at):
    world.programme.terms = "Keep **receipts**."
    world.programme.save()
    award = offered(world, 12_345_67)
    address = reverse("funding:offer", args=[award.pk])
    page = text(tess_at.get(address))
    for words in ("£12,345.67", "31 January 2022", "<strong>receipts</strong>", "£6,172.83"):
        assert words in page
    tess_at.post(address, ACCEPTANCE)
    award.refresh_from_db()
    assert award.state == AwardState.ACCEPTED
    assert award.accepted_name == "Tess Moor, trustee or director"
    assert sum(payment.amount_pence for payment in award.payments.all()) == 12_345_67


def test_accepting_needs_name_position_and_agreement(world, tess_at):
    award = offered(world)
    answer = tess_at.post(reverse("funding:offer", args=[award.pk]), {"name": "T\x00", "key": "x"})
    assert answer.status_code == 200
    page = text(answer)
    assert "Tick to accept the terms" in page and "Select as what you accept" in page
    award.refresh_from_db()
    assert award.state == AwardState.OFFERED


def test_offer_past_its_day_says_so_and_takes_no_answer(world, tess_at, hold_clock):
    award = offered(world)
    hold_clock(2022, 2, 1, 0, 0)
    address = reverse("funding:offer", args=[award.pk])
    page = text(tess_at.post(address, ACCEPTANCE))
    assert "The last day to answer was 31 January 2022" in page
    award.refresh_from_db()
    assert award.state == AwardState.OFFERED


def test_declining_online_keeps_the_reason(world, tess_at):
    award = offered(world)
    address = reverse("funding:decline", args=[award.pk])
    assert "Enter why you decline it" in text(tess_at.post(address, {"key": GIVEN["key"]}))
    page = tess_at.post(address, {"key": GIVEN["key"], "why": "We lost our room."}, follow=True)
    assert "We lost our room." in text(page) and "declined" in text(page)


def test_award_page_tells_what_is_next_money_and_letters(world, tess_at):
    award = offered(world)
    offers.set_condition(
        award=award, text="Show the insurance", due_on=award.accept_by, before_payment=True,
        by=world.officer, now=NOW,
    )  # fmt: skip
    offers.accept_offer(award=award, name="Tess", by=world.tess, now=NOW)
    page = text(tess_at.get(award.get_absolute_url()))
    for words in ("Meet the condition: Show the insurance", "£5,000 can be paid", "to come",
                  "Report at the end", "PDF", "21/00055", "bank account"):  # fmt: skip
        assert words in page, words


@pytest.mark.parametrize("name", ["award", "offer", "decline"])
def test_award_of_others_does_not_exist(world, client_of, noor, name):
    address = reverse(f"funding:{name}", args=[offered(world).pk])
    assert client_of(noor).get(address).status_code == 404
    assert client_of(noor).post(address, ACCEPTANCE).status_code == 404


def test_notice_outcome_and_letter_of_others_do_not_exist(world, client_of, noor):
    award = offered(world)
    notice = a_notice(world)
    letter = award.letters.get()
    for name, args in (
        ("assistance", [notice.pk]), ("outcome", [award.application_id]),
        ("award_letter", [award.pk, letter.pk]), ("award_letter_pdf", [award.pk, letter.pk]),
    ):  # fmt: skip
        assert client_of(noor).get(reverse(f"funding:{name}", args=args)).status_code == 404


def test_officer_is_taken_to_the_admin_unless_an_interest_is_declared(world, client_of, frank):
    award = offered(world)
    answer = client_of(frank).get(award.get_absolute_url())
    assert answer.url == reverse("admin:funding_award_change", args=[award.pk])
    award.application.conflicts.create(person=frank, interest="My sister leads it")
    assert client_of(frank).get(award.get_absolute_url()).status_code == 404
    assert client_of(frank).get(answer.url).status_code in (302, 404)


def test_letter_is_read_online_and_as_the_pdf_that_was_sent(world, tess_at):
    award = offered(world)
    letter = award.letters.get()
    args = [award.pk, letter.pk]
    assert "We are glad to offer you" in text(
        tess_at.get(reverse("funding:award_letter", args=args))
    )
    pdf = tess_at.get(reverse("funding:award_letter_pdf", args=args))
    assert pdf.content == bytes(letter.pdf) and pdf["Content-Type"] == "application/pdf"


def test_letter_that_waits_is_not_shown(world, tess_at):
    award = awarded(world)
    letters(world, [award.application])
    address = reverse("funding:award_letter", args=[award.pk, award.letters.get().pk])
    assert tess_at.get(address).status_code == 404


def test_my_grants_teaches_when_empty_and_asks_as_often_for_three(
    world, client_of, noor, tess_at, count_queries
):
    assert "No grants yet" in text(client_of(noor).get(reverse("funding:awards")))
    offered(world)
    address = reverse("funding:awards")
    one = count_queries(lambda: tess_at.get(address))
    offered(world)
    accepted = offered(world)
    offers.accept_offer(award=accepted, name="Tess", by=world.tess, now=NOW)
    assert count_queries(lambda: tess_at.get(address)) == one
    page = text(tess_at.get(address))
    assert "Accept or decline the offer by the end of 31 January 2022" in page


def test_account_lists_grants_and_notices_to_confirm(world, tess_at):
    offered(world)
    a_notice(world)
    page = text(tess_at.get(reverse("accounts:home")))
    assert "Your grants" in page and "offer to be answered" in page
    assert "Confirm what help you had" in page


def test_round_of_the_night_lapses_reminds_and_mails(world, monkeypatch):
    made = offered(world)
    monkeypatch.setattr(tasks.timezone, "now", lambda: datetime(2022, 2, 1, 0, 40, tzinfo=UTC))
    tasks.look_after_offers()
    assert Award.objects.get(pk=made.pk).state == AwardState.LAPSED
