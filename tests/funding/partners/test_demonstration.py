"""The partners' sample data: whole, true to the ledger, the same the second time."""

from datetime import date

import pytest

from civilsociety.accounts.models import User
from civilsociety.audit.models import Event
from civilsociety.home import demonstration
from funding.demonstration import partners
from funding.models import Award, Milestone, OnwardGrant, Payment, Programme, Reading
from funding.queries.awards import standing_of
from funding.queries.partners.indicators import as_published
from funding.queries.partners.onward import counted


@pytest.fixture
def people(db):
    demonstration.load()
    return {
        "officer": User.objects.get(email="frank@council.example"),
        "holder": User.objects.get(email="bea@council.example"),
        "today": date(2026, 1, 5),
    }


def test_sample_awards_agree_with_the_ledger_and_come_once(people):
    partners.load(**people)
    events = Event.objects.count()
    partners.load(**people)
    assert Event.objects.count() == events
    fund = Award.objects.get(programme__slug="strategic-recovery-fund", application=None)
    pilot = Award.objects.get(programme__slug="volunteering-pilot", application=None)
    assert (fund.amount_pence, pilot.amount_pence) == (330_000_00, 170_000_00)
    for award in (fund, pilot):
        paid = sum(Payment.objects.filter(award=award).values_list("amount_pence", flat=True))
        assert paid == standing_of(award).paid
        assert award.published.filter(is_latest=True).exists()
    assert (Milestone.objects.count(), OnwardGrant.objects.count()) == (4, 40)
    assert 0 < counted(fund).left < 30_000_00
    assert Reading.objects.count() == 4 * 13 * 5
    told = as_published(Programme.objects.get(slug="volunteering-pilot"), threshold=10)
    assert all(len(each.quarters) == 4 for each in told)
