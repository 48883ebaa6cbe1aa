"""The sample decisions: the public record's references and amounts, marked as samples."""

from datetime import date

import pytest

from civilsociety.audit.actions import SYSTEM
from civilsociety.decisions.demonstration import load
from civilsociety.decisions.models import Authority, Decision, Notice
from civilsociety.decisions.queries.delegations import left_under

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def loaded():
    load(by=SYSTEM, maker=SYSTEM, today=TODAY)


def allowed(reference):
    return Decision.objects.get(reference=reference, version=1).authorities.pence() // 100


def test_amounts_are_those_of_the_public_record(loaded):
    assert allowed("21/00074") == 330_000
    assert allowed("SAMPLE/21/00001") == 170_000
    assert allowed("SAMPLE/23/00001") == 200_000
    before = allowed("21/00074") + allowed("SAMPLE/21/00001")
    assert before + allowed("21/00055") == 2_100_000


def test_every_record_is_marked_as_a_sample(loaded):
    assert not Decision.objects.filter(is_sample=False).exists()
    assert not Notice.objects.filter(is_sample=False).exists()


def test_delegation_for_crowdfunding_is_used_up(loaded):
    delegation = Authority.objects.delegations().get(purpose__key="crowdfund-kent")
    assert left_under(delegation) == 0


def test_loading_again_changes_nothing(loaded):
    before = list(Decision.objects.values_list("pk", flat=True))
    load(by=SYSTEM, maker=SYSTEM, today=TODAY)
    assert list(Decision.objects.values_list("pk", flat=True)) == before
