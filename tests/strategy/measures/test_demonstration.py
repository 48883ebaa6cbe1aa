"""What the demonstration tells of measures: in order, marked as samples, once."""

from datetime import date

import pytest

from civilsociety.audit.actions import SYSTEM
from strategy.demonstration import load as load_versions
from strategy.demonstration.measures import load
from strategy.models import Measure, ProgressReport, Reading, Undertaking, UndertakingUpdate
from tests.pdf import assert_pdf_ua

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(db):
    load_versions(by=SYSTEM)
    return load(by=SYSTEM, today=date(2023, 5, 1))


def test_everything_invented_is_marked(loaded, stranger):
    assert not Measure.objects.filter(is_sample=False).exists()
    assert not Reading.objects.filter(is_sample=False).exists()
    assert not Undertaking.objects.filter(is_sample=False).exists()
    for address in ("measures/", "measures/reserves/", "actions/loneliness/"):
        assert b"Sample" in stranger.get(f"/strategy/civil-society/{address}").content
    for report in ProgressReport.objects.all():
        page = stranger.get(report.get_absolute_url())
        assert page.status_code == 200 and b"Sample figures" in page.content


def test_every_section_it_names_is_in_the_text(loaded):
    keys = set(loaded.versions.first().sections.values_list("key", flat=True))
    for model in (Measure, Undertaking):
        assert set(model.objects.values_list("section_key", flat=True)) <= keys


def test_reports_tell_what_was_known_then(loaded):
    first, annual = ProgressReport.objects.order_by("ends_on")
    told = {m["slug"]: m for o in first.figures["objectives"] for m in o["measures"]}
    assert told["reserves"]["now"] == "43%"
    assert told["influence"]["course"] == "behind"
    states = {each["slug"]: each["state"] for each in first.figures["undertakings"]}
    assert states["loneliness"] == "Done" and states["action-20"] == "Under way"
    assert any("volunteering" in each for each in annual.figures["late"])
    assert any("Commissioning that fits" in each for each in annual.figures["changes"])


def test_its_pdfs_are_pdf_ua(loaded):
    for report in ProgressReport.objects.all():
        assert_pdf_ua(bytes(report.files.get(format="pdf").content))


def test_loading_again_changes_nothing(loaded):
    def counts():
        models = (Measure, Reading, Undertaking, UndertakingUpdate, ProgressReport)
        return [model.objects.count() for model in models]

    before = counts()
    load(by=SYSTEM, today=date(2023, 5, 1))
    assert counts() == before
    load(by=SYSTEM, today=date(2024, 5, 1))
    assert Reading.objects.count() > before[1]
