"""The pages of a running award, as its holders open and send them."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from funding.actions.running import reports as reporting
from funding.actions.running.ending import give_notice
from funding.actions.running.variations import ask_for_change
from funding.models import Award, EndNotice, MoneyBack
from funding.models.choices import Side
from funding.queries.awards import standing_of
from funding.queries.running.terms import terms_of
from funding.queries.running.to_do import things_to_do
from funding.states import ApplicationState, PaymentState, ReportState
from tests.funding.running.making import LATER, only
from tests.funding.running.pages import PDF, TEXT, address, filled, report_url, text_of


def test_report_is_saved_with_holes_and_stands_there_when_one_comes_back(award, client_of, world):
    client = client_of(world.tess)
    data = {"story": "Half a sent", "act": "save", "seen": ""}
    assert client.post(report_url(award), data, follow=True).status_code == 200
    assert "Half a sent" in client.get(report_url(award)).content.decode()
    assert award.reports.get().state == ReportState.DUE


def test_report_is_sent_and_says_what_happens_next(award, client_of, world):
    answer = client_of(world.tess).post(report_url(award), filled(award), follow=True)
    assert "We have your report. We read it and write to you within 10 working days" in text_of(
        answer
    )
    assert award.reports.get().state == ReportState.SENT
    assert award.reports.get().figures.count() == 2


def test_report_sent_with_holes_says_which_and_loses_nothing(award, client_of, world):
    data = filled(award, story="", spent_pence="about half")
    answer = client_of(world.tess).post(report_url(award), data)
    said = text_of(answer)
    assert "Enter what you did and what changed" in said
    assert "How much you spent must be an amount in pounds" in said
    assert 'value="about half"' in answer.content.decode()
    assert award.reports.get().state == ReportState.DUE


def test_saving_keeps_the_good_fields_beside_a_bad_one(award, client_of, world):
    data = filled(award, spent_pence="lots", act="save")
    client_of(world.tess).post(report_url(award), data)
    assert award.reports.get().story == TEXT


def test_two_who_write_one_report_lose_nothing(award, client_of, world):
    client = client_of(world.tess)
    seen = re.search(r'name="seen" value="(\w+)"', client.get(report_url(award)).content.decode())
    reporting.save_report(
        report=award.reports.get(), story="My colleague’s words", learned="", spent_pence=None,
        figures={}, by=world.tess, now=LATER,
    )  # fmt: skip
    mine = filled(award, seen=seen[1], act="save")
    answer = client.post(report_url(award), mine)
    assert "Somebody saved this report" in text_of(answer)
    assert TEXT in text_of(answer) and "My colleague’s words" in text_of(answer)
    again = re.search(r'name="seen" value="(\w+)"', answer.content.decode())[1]
    client.post(report_url(award), mine | {"seen": again})
    assert award.reports.get().story == TEXT


def test_telephone_number_in_the_story_is_told_beside_it(award, client_of, world):
    data = filled(award, story="Ring Jo on 01795 123456.")
    answer = client_of(world.tess).post(report_url(award), data)
    assert "Take “01795 123456” out of the story" in text_of(answer)
    assert award.reports.get().state == ReportState.DUE


@pytest.mark.parametrize(
    "wrong",
    [
        {"story": "a\x00b"},
        {"spent_pence": "9" * 400},
        {"spent_pence": "-5"},
        {"figure": "9" * 5000},
        {"figure": "40.5"},
        {"figure": ["1", "2\x00"]},
        {"seen": "x" * 5000},
        {"act": ["send", "save"], "story": ""},
        {"file": "not a file"},
    ],
)
def test_no_report_is_an_error_of_ours(award, client_of, world, wrong):
    data = filled(award)
    if "figure" in wrong:
        wrong = {f"figure_{award.programme.indicators.first().pk}": wrong["figure"]}
    answer = client_of(world.tess).post(report_url(award), data | wrong)
    assert answer.status_code in (200, 302)


def test_file_of_a_report_is_given_opened_and_removed(award, client_of, world, noor):
    client, report = client_of(world.tess), award.reports.get()
    upload = SimpleUploadedFile("poster.pdf", PDF)
    client.post(report_url(award), filled(award, act="save", file=upload))
    file = report.files.get()
    opened = reverse("funding:report_file", args=[award.pk, report.pk, file.pk])
    assert client.get(opened).content == PDF
    assert client_of(noor).get(opened).status_code == 404
    client.post(reverse("funding:remove_report_file", args=[award.pk, report.pk, file.pk]))
    assert not report.files.exists()


def test_claim_with_evidence_reaches_the_officer(award, client_of, world, frank, asa):
    award.payments.update(needs_claim=True)
    payment = only(award)
    url = reverse("funding:claim", args=[award.pk, payment.pk])
    client = client_of(world.tess)
    data = {"words": "Ovens", "key": uuid4(), "file_1": SimpleUploadedFile("bill.pdf", PDF)}
    answer = client.post(url, data, follow=True)
    assert "We check it within 10 working days" in text_of(answer)
    payment.refresh_from_db()
    assert payment.state == PaymentState.CLAIMED
    evidence = reverse("funding:evidence_for_officers", args=[payment.evidence.get().pk])
    assert client_of(frank).get(evidence).content == PDF
    assert client_of(asa).get(evidence).status_code == 403
    assert "not open to be claimed" in text_of(client.post(url, data))


def test_claim_without_evidence_says_so(award, client_of, world):
    award.payments.update(needs_claim=True)
    url = reverse("funding:claim", args=[award.pk, only(award).pk])
    answer = client_of(world.tess).post(url, {"words": "Ovens", "key": uuid4()})
    assert only(award).state == PaymentState.SCHEDULED
    assert "Ovens" in text_of(answer)


def change_data(award, **more):
    fields = {
        "key": uuid4(), "title_": award.title, "summary": award.summary,
        "districts": award.districts, "amount_pence": "5,000", "why": "We need longer",
    }  # fmt: skip
    for name in ("starts_on", "ends_on"):
        day = getattr(award, name)
        fields |= {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
    return fields | more


def test_holder_asks_for_a_change_and_the_officer_agrees(award, client_of, world, frank):
    url = reverse("funding:ask_for_change", args=[award.pk])
    data = change_data(award, ends_on_year=2023, ends_on_month=3)
    answer = client_of(world.tess).post(url, data, follow=True)
    said = text_of(answer)
    assert "31 December 2022" in said and "31 March 2023" in said and "Withdraw it" in said
    change = award.variations.get()
    page = text_of(client_of(frank).get(address("variation_change", change)))
    assert "31 March 2023" in page
    client_of(frank).post(address("agree_of_variation", change), {"key": uuid4()})
    award.refresh_from_db()
    assert award.ends_on == date(2023, 3, 31)


def test_officer_sees_the_effect_on_each_budget_line(award, client_of, world, frank):
    wanted = terms_of(award) | {"amount_pence": 4_000_00}
    change = ask_for_change(
        award=award, side=Side.HOLDER, wanted=wanted, why="x", by=world.tess, now=LATER
    )
    page = text_of(client_of(frank).get(address("variation_change", change)))
    assert "Base budget" in page and "Public Health" in page
    assert "£2,500 → after £2,000" in page


def test_more_money_is_agreed_with_its_decision_and_year(award, client_of, world, frank):
    client_of(world.tess).post(
        reverse("funding:ask_for_change", args=[award.pk]),
        change_data(award, amount_pence="6,000"),
    )
    url = address("agree_of_variation", award.variations.get())
    client = client_of(frank)
    assert "Choose the decision and the year" in text_of(client.post(url, {"key": uuid4()}))
    chosen = {"key": uuid4(), "authority": world.authority.pk, "year": world.year.pk}
    client.post(url, chosen)
    assert standing_of(award).now == 6_000_00


@pytest.mark.parametrize(
    "wrong",
    [
        {"title_": "a\x00b"},
        {"amount_pence": "9" * 300},
        {"districts": ["atlantis"]},
        {"ends_on_day": "99"},
        {"ends_on_year": "2021"},
        {"key": "x"},
        {"summary": "Write to jo@example.org"},
    ],
)
def test_no_change_is_an_error_of_ours(award, client_of, world, wrong):
    url = reverse("funding:ask_for_change", args=[award.pk])
    answer = client_of(world.tess).post(url, change_data(award, **wrong))
    assert answer.status_code == 200 and "We need longer" in text_of(answer)
    assert not award.variations.exists()


def test_holder_agrees_to_what_the_council_asks(award, client_of, world):
    wanted = terms_of(award) | {"title": "Two kitchens"}
    change = ask_for_change(
        award=award, side=Side.COUNCIL, wanted=wanted, why="x", by=world.officer, now=LATER
    )
    url = reverse("funding:change", args=[award.pk, change.pk])
    client = client_of(world.tess)
    assert "Select whether you agree" in text_of(client.post(url, {"key": uuid4()}))
    no = {"key": uuid4(), "decision": "decline"}
    assert "Say why you do not agree" in text_of(client.post(url, no))
    client.post(url, {"key": uuid4(), "decision": "agree"})
    assert Award.objects.get(pk=award.pk).title == "Two kitchens"


def test_money_not_needed_is_told_and_released_by_an_officer(award, client_of, world, frank):
    url = reverse("funding:give_back", args=[award.pk])
    data = {"key": uuid4(), "pence": "500", "why": "Fewer meals"}
    answer = client_of(world.tess).post(url, data, follow=True)
    assert "An officer takes it off your grant" in text_of(answer)
    client_of(frank).post(address("settle_of_moneyback", MoneyBack.objects.get()), {"key": uuid4()})
    assert standing_of(award).now == 4_500_00


def test_more_than_the_grant_is_refused_beside_the_amount(award, client_of, world):
    url = reverse("funding:give_back", args=[award.pk])
    data = {"key": uuid4(), "pence": "5,000.01", "why": "Fewer meals"}
    answer = client_of(world.tess).post(url, data)
    assert "£5,000 is what can come back" in text_of(answer)
    assert "Fewer meals" in text_of(answer)


def test_holder_answers_a_notice(award, client_of, world):
    notice = give_notice(
        award=award, ends_on=date(2022, 7, 1), why="Cuts", by=world.officer, now=LATER
    )
    url = reverse("funding:end_notice", args=[award.pk, notice.pk])
    client = client_of(world.tess)
    client.post(url, {"key": uuid4(), "words": "We would close."})
    assert EndNotice.objects.get().answer == "We would close."
    assert "We would close." in text_of(client.get(url))


@pytest.mark.parametrize("name", ["report", "claim", "change", "end_notice"])
def test_what_is_of_another_award_is_not_found(award, client_of, world, name):
    assert (
        client_of(world.tess).get(reverse(f"funding:{name}", args=[award.pk, 10**18])).status_code
        == 404
    )


def test_report_of_one_award_does_not_open_under_another(award, client_of, world):
    other = world.award(
        application=world.bid(
            ApplicationState.AWARDED, organisation=world.make_organisation("Other", world.tess)
        )
    )
    url = reverse("funding:report", args=[other.pk, award.reports.get().pk])
    assert client_of(world.tess).get(url).status_code == 404


def test_things_to_do_come_with_their_days_and_go_when_done(award, client_of, world, noor):
    award.payments.update(needs_claim=True)
    found = [(todo.what, todo.by) for todo in things_to_do(world.tess)]
    assert found == [
        ("Send “Report at the end”", date(2023, 2, 25)),
        ("Claim payment 1: £5,000", None),
    ]
    assert things_to_do(noor) == []
    page = text_of(client_of(world.tess).get(reverse("funding:to_do")))
    assert "By 25 February 2023" in page
    assert "Nothing to do" in text_of(client_of(noor).get(reverse("funding:to_do")))
