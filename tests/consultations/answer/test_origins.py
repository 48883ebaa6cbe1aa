"""A finding as the origin of a change in the strategy, there and back."""

import pytest

from consultations.models import Report, ReportIssue
from consultations.queries.origins import addresses_of, changed_after, following, origins_of
from strategy.actions.redline import explain
from strategy.models import Change
from strategy.slots import Origin
from tests.consultations.answer.conftest import a_consultation
from tests.strategy.addresses_redline import NOW, two_versions

pytestmark = pytest.mark.django_db
ENTRY = {
    "section": "volunteering",
    "heading": "Volunteering & money",
    "outcome": "changed",
    "said": "Volunteers cost money.",
    "did": "We gave it money of its own.",
}


@pytest.fixture
def version():
    return two_versions()


@pytest.fixture
def issue(version, olivia):
    made = a_consultation("volunteers-2021", olivia)
    report = Report.objects.create(consultation=made, summary="Said.", strategy_version=version)
    return ReportIssue.objects.create(report=report, number=1, figures={"thread": [ENTRY]})


@pytest.fixture
def changed(issue, version, olivia):
    """A change that goes back to the finding."""
    return explain(
        version=version,
        section_key="volunteering",
        what="Volunteering is funded.",
        why="It was asked for.",
        origins=origins_of(version, olivia),
        by=olivia,
        now=NOW,
    )


def test_a_published_finding_can_be_chosen_by_officers(issue, version, olivia, frank):
    (origin,) = origins_of(version, olivia)
    assert origin == Origin(
        "finding",
        f"consultations.issue:{issue.pk}#volunteering-money",
        "Volunteering & money, in “The words we use”: Volunteers cost money.",
        "volunteering",
    )
    assert origins_of(version, frank) == []


def test_a_finding_leads_to_its_place_in_the_report(issue, version, olivia, tess):
    (origin,) = origins_of(version, olivia)
    page = "/consultations/volunteers-2021/you-said-we-did/#volunteering-money"
    assert addresses_of([origin.reference], tess) == [(origin.reference, page)]


def test_what_is_no_finding_leads_nowhere(issue, tess):
    wrong = ["consultations.issue:0#a", "consultations.issue:x#a", "engagement.comment:1", ""]
    assert addresses_of([*wrong, f"consultations.issue:{'9' * 40}#a"], tess) == []


def test_the_answer_follows_from_the_change(changed, tess):
    ((pk, knot),) = following(
        Change.objects.prefetch_related("origins").filter(pk=changed.pk), tess
    )
    assert (pk, knot.word, knot.text) == (changed.pk, "We did", "We gave it money of its own.")


def test_a_report_knows_what_it_changed(issue, changed, tess):
    (found,) = changed_after(issue.report, tess)
    assert (found.place, found.what) == ("1.4 Volunteering", "Volunteering is funded.")
    assert found.address == "/strategy/civil-society/changes/?to=2#volunteering"


def test_a_report_that_changed_nothing_says_nothing(issue, tess):
    assert changed_after(issue.report, tess) == []
