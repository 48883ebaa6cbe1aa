"""Running awards in the admin and on the officers' pages."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from funding.actions.running import payments as paying
from funding.models import Conflict, Payment, Report, Variation
from funding.queries.awards import standing_of
from funding.queries.running.places import panels_for, tasks_for
from funding.states import ApplicationState
from tests.funding.running.making import LATER, only
from tests.funding.running.pages import address, filled, report_url, text_of


def test_payment_goes_through_two_officers_in_the_admin(award, client_of, frank, bea):
    payment = only(award)
    client_of(frank).post(address("propose_of_payment", payment), {"key": uuid4()})
    own = client_of(frank).post(address("release_of_payment", payment), {"key": uuid4()})
    assert "somebody else has to release it" in text_of(own)
    answer = client_of(bea).post(
        address("release_of_payment", payment), {"key": uuid4()}, follow=True
    )
    assert "£5,000 is paid in the ledger" in text_of(answer)
    assert standing_of(award).paid == 5_000_00


def test_refused_acts_stand_on_the_page_with_the_reason(award, client_of, frank):
    page = text_of(client_of(frank).get(address("payment_change", only(award))))
    assert "Nobody has proposed to pay this" in page


def schedule(award, *rows):
    data = {"key": uuid4()}
    for name, amount in rows:
        data |= {
            f"amount_{name}": amount, f"due_{name}_day": 1, f"due_{name}_month": 4,
            f"due_{name}_year": 2022, f"what_{name}": "Part",
        }  # fmt: skip
    return data


def test_schedule_is_laid_out_in_the_admin(award, client_of, frank):
    url = address("schedule_of_award", award)
    client = client_of(frank)
    wrong = client.post(url, schedule(award, ("1", "3,000"), ("new1", "1,999.99")))
    assert "£0.01 less than the £5,000 still to be paid" in text_of(wrong)
    assert 'value="1,999.99"' in wrong.content.decode()
    client.post(url, schedule(award, ("1", "3,000"), ("new1", "2,000")))
    assert list(award.payments.values_list("amount_pence", flat=True)) == [3_000_00, 2_000_00]


def test_notice_too_short_is_refused_beside_the_day(award, client_of, frank):
    data = {
        "key": uuid4(), "why": "Cuts", "ends_on_day": 1, "ends_on_month": 6, "ends_on_year": 2022,
    }  # fmt: skip
    answer = client_of(frank).post(address("notice_of_award", award), data)
    assert "the last day is 2 June 2022 or later" in text_of(answer)


def test_targets_are_set_once_and_stand_beside_the_figures(award, client_of, world, frank):
    reached = award.programme.indicators.first()
    client_of(frank).post(
        address("targets_of_award", award), {"key": uuid4(), f"target_{reached.pk}": "60"}
    )
    assert award.targets.get().value == 60
    assert "Your target is 60" in text_of(client_of(world.tess).get(report_url(award)))


def test_report_is_read_and_answered_in_the_admin(award, client_of, world, frank):
    client_of(world.tess).post(report_url(award), filled(award, spent_pence="4,400"))
    report = award.reports.get()
    page = text_of(client_of(frank).get(address("report_change", report)))
    assert "£600 is not accounted for" in page
    client_of(frank).post(
        address("accept_of_report", report), {"key": uuid4(), "answer": "Thank you."}
    )
    assert "Thank you." in text_of(client_of(world.tess).get(report_url(award)))


@pytest.fixture
def interest(award, frank):
    """Frank has declared an interest in the bid."""
    return Conflict.objects.create(
        application=award.application, person=frank, interest="My sister works there."
    )


def test_bid_with_an_interest_is_not_there_in_any_list(award, client_of, frank, interest):
    award.reports.update(due_on=date(2022, 3, 1))
    client = client_of(frank)
    for name in ("payment_run", "late_reports", "late_reports_csv", "payment_run_csv"):
        assert award.number not in client.get(reverse(f"funding:{name}")).content.decode()
    for row in (only(award), award.reports.get()):
        url = address(f"{row._meta.model_name}_change", row)
        assert client.get(url).status_code == 302
    assert client.get(address("propose_of_payment", only(award))).status_code == 404
    assert not [task for task in tasks_for(frank) if "report" in task.title]


def test_released_payments_are_taken_as_csv_without_account_numbers(award, client_of, frank, bea):
    payment = only(award)
    paying.propose(payment=payment, by=frank, now=LATER)
    paying.release_payment(payment=payment, by=bea, now=LATER)
    url = reverse("funding:payment_run_csv") + "?show=released"
    lines = client_of(bea).get(url).content.decode().splitlines()
    assert f"{award.number}/1" in lines[1] and ",1234," in lines[1] and "5000" in lines[1]


@pytest.mark.parametrize(
    "query", ["?show=x", "?show=released&first_day=99", "?page=zz", "?page=999999999"]
)
def test_payment_run_takes_any_question(award, client_of, frank, query):
    assert client_of(frank).get(reverse("funding:payment_run") + query).status_code == 200


def test_late_list_says_how_many_days(award, client_of, frank):
    award.reports.update(due_on=date(2022, 2, 20))
    page = text_of(client_of(frank).get(reverse("funding:late_reports")))
    assert "1 report late" in page and " 10 " in page and "£5,000" in page


def more_awards(world, award, count):
    for number in range(count):
        other = world.award(application=world.bid(
            ApplicationState.AWARDED, title=f"Project {number}",
            organisation=world.make_organisation(f"Group {number}"),
        ))  # fmt: skip
        for report in award.reports.all():
            report.pk, report.award = None, other
            report.save()
        for payment in award.payments.all():
            payment.pk, payment.award = None, other
            payment.save()


@pytest.mark.parametrize(
    "url",
    ["funding:payment_run", "funding:late_reports", "funding:payment_run_csv",
     "funding:late_reports_csv", "admin:funding_payment_changelist",
     "admin:funding_report_changelist", "funding:to_do"],
)  # fmt: skip
def test_lists_ask_as_often_for_three_rows_as_for_one(
    award, client_of, world, frank, count_queries, url
):
    award.reports.update(due_on=date(2022, 2, 20))
    person = world.tess if url == "funding:to_do" else frank
    client = client_of(person)
    client.get(reverse(url))
    one = count_queries(lambda: client.get(reverse(url)))
    more_awards(world, award, 2)
    assert count_queries(lambda: client.get(reverse(url))) == one


def test_panel_of_an_award_shows_payments_and_reports(award, client_of, world):
    (panel,) = panels_for(award, world.tess, LATER)
    assert [payment.number for payment in panel.context["payments"]] == [1]
    page = text_of(client_of(world.tess).get(award.get_absolute_url()))
    assert "Payment 1: £5,000" in page and "Report at the end" in page


def test_panel_asks_as_often_for_three_rows_as_for_one(award, client_of, world, count_queries):
    client = client_of(world.tess)
    url = award.get_absolute_url()
    client.get(url)
    one = count_queries(lambda: client.get(url))
    for number in (2, 3):
        Payment.objects.create(award=award, number=number, amount_pence=1, due_on=date(2022, 4, 1))
        Report.objects.create(
            award=award, kind="final", title=f"R{number}", covers_from=award.starts_on,
            covers_until=award.ends_on, due_on=award.ends_on + timedelta(days=number),
        )  # fmt: skip
        Variation.objects.create(
            award=award, number=number, side="holder", before={}, after={}, why="x",
            state="withdrawn", asked_by=world.tess,
        )  # fmt: skip
    assert count_queries(lambda: client.get(url)) == one
