"""The sample crowd: what the ledger’s sample promised, once, within the rules."""

import pytest
from django.core.management import call_command

from civilsociety.budget import queries
from civilsociety.budget.models import Commitment, Head
from civilsociety.ui import clock
from funding.demonstration import crowd as demonstration
from funding.models import Award, Project
from funding.queries.crowd.limits import limits_of
from funding.queries.crowd.statement import statement_of
from funding.rules.crowd.pledging import meter_of
from funding.states import ProjectState
from tests.funding.crowd.makers import programme_of


@pytest.fixture
def loaded(db, frank, bea):
    """The whole sample story, and ours twice."""
    call_command("demo", verbosity=0)
    for _ in range(2):
        demonstration.load(officer=frank, holder=bea, today=clock.today())


@pytest.mark.usefixtures("loaded")
def test_sample_agrees_with_the_ledger_and_its_own_rules():
    assert Project.objects.count() == 9
    granted = Project.objects.filter(state=ProjectState.COMMITTED)
    promised = Commitment.objects.filter(head=Head.objects.get(key="crowdfund-kent"))
    assert sum(each.pledged_pence for each in granted) == 11_250_25
    assert Award.objects.filter(project__in=granted).count() == promised.count() == 3
    for each in Project.objects.supported().with_pledges():
        assert each.ours_pence <= limits_of(each, each.programme.pledge_rules).most
    assert queries.differences() == []
    _, together = statement_of(programme_of("crowdfund-kent"), council="Kent")
    assert together.ours.granted == 11_250_25
    words = {each.title: meter_of(each).words for each in Project.objects.filter(state="proposed")}
    assert words["A garden for the ward"].startswith("£3,500: half of the target would be £5,000")
    assert words["A minibus for the valley"].startswith("Nothing: this programme does not")
    assert "as “A library of tools”" in words["A larger library of tools"]
