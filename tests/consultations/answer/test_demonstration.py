"""The demonstration's report says what the record says: 78, 9, 69 %, seven headings."""

import re

import openpyxl
import pytest
from django.db import transaction

from civilsociety.home.demonstration import load
from consultations.models import Consultation, IssueFile, Mailing, Report, Response
from consultations.queries.report_document import document_of
from consultations.queries.report_files import FORMATS
from tests.pdf import assert_pdf_ua

HEADINGS = (
    "Terminology", "Challenges and opportunities", "Engagement", "Business support",
    "Volunteering", "Small organisations", "Fair funding",
)  # fmt: skip


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The demonstration, loaded once for these tests and taken away after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def files(loaded, db):
    """The issued files of the demonstration's report, by format."""
    return {file.format: bytes(file.content) for file in IssueFile.objects.all()}


def test_demonstration_tells_the_record(files, tmp_path):
    page = files["html"].decode()
    assert Response.objects.filter(consultation__slug="civil-society-2021").count() == 9
    assert Response.objects.filter(consultation__slug="civil-society-2020").count() == 69
    assert "54 of 78 (69%)" in page
    assert "9 responses" in page
    found = re.findall(r"<h3[^>]*>(.*?)</h3>", page, re.DOTALL)
    assert [heading for heading in HEADINGS if any(heading in each for each in found)] == list(
        HEADINGS
    )
    assert "No change, and why" in page
    assert "sample data" in page

    # The second round alone: its nine answers are nowhere divided.
    csv = files["csv"].decode("utf-8-sig")
    assert "Had you heard of the VCSE Steering Group" not in csv
    book = tmp_path / "report.xlsx"
    book.write_bytes(files["xlsx"])
    cells = {
        str(cell.value)
        for sheet in openpyxl.load_workbook(book)
        for row in sheet.iter_rows()
        for cell in row
    }
    assert not any("Steering Group" in cell for cell in cells)
    assert_pdf_ua(files["pdf"])

    # The same data give the same bytes, whenever they are built.
    report = Report.objects.get()
    again = document_of(report, day=report.issues.get().issued_at.date(), number=1)
    for name in ("html", "csv", "xlsx", "docx"):
        assert FORMATS[name][1](again) == files[name], name


def test_demonstration_told_everyone_who_registered(files):
    mailing = Mailing.objects.get()
    assert mailing.state == "done"
    assert set(mailing.deliveries.values_list("state", flat=True)) == {"sent"}


def test_demonstration_loaded_twice_is_the_same(files):
    load()
    assert Consultation.objects.count() == 4
    assert IssueFile.objects.count() == 5


def test_nine_responses_are_nowhere_divided_for_officers(files, client_of, django_user_model):
    officer = django_user_model.objects.get(email="olivia@council.example")
    page = client_of(officer).get("/officers/consultations/civil-society-2021/results/")
    figures = re.findall(r">\s*(\d+) \(\d+%\)", page.content.decode())
    assert figures == []
