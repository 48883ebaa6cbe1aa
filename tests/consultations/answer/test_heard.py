"""What was heard in conversations, beside the answers and never counted as one."""

import io
import json
import zipfile
from datetime import date

import pytest
from django.urls import reverse

from civilsociety.documents.pdf import to_pdf
from civilsociety.documents.tables import document_csv
from civilsociety.documents.word import to_docx
from civilsociety.refusal import Refused
from consultations.actions.heard import rest_on_point, take_out_point
from consultations.models import Finding, FindingFigure, FindingPoint, Report
from consultations.queries.report_document import document_of, figures_of
from consultations.queries.report_files import to_page
from engagement.actions import conversations
from tests.engagement.conversations.heard import a_conversation
from tests.pdf import assert_pdf_ua

SAID = "Volunteers need expenses paid at once."


@pytest.fixture
def omar(make_person):
    """Omar, a second consultation officer: the other pair of eyes."""
    return make_person("Omar", "consultation_officer")


@pytest.fixture
def point(olivia, omar):
    """Something said at a forum in Swale, checked by a second officer."""
    conversation = a_conversation(by=olivia)
    conversations.check_conversation(conversation=conversation, by=omar)
    return conversation.points.first()


@pytest.fixture
def report(consultation, respond):
    """A report on 14 answers, with one finding that counts them."""
    respond(consultation, 14, right="agree")
    finding = Finding.objects.create(
        consultation=consultation, position=1, heading="Words", said="{{agree}} agreed.",
        outcome="acted", did="We wrote them down.",
    )  # fmt: skip
    FindingFigure.objects.create(finding=finding, name="agree", question_key="right")
    return Report.objects.create(consultation=consultation, summary="What you said.")


@pytest.fixture
def finding(report):
    return report.consultation.findings.get()


def _finding_page(finding):
    return reverse("consultations:answer_finding", args=[finding.consultation.slug, finding.pk])


def written(report):
    return document_of(report, day=date(2021, 12, 9), number=1)


def everything(report):
    """The report in every format, as text (PDF: as bytes)."""
    document = written(report)
    word = zipfile.ZipFile(io.BytesIO(to_docx(document))).read("word/document.xml").decode()
    return {
        "html": to_page(document).decode(),
        "docx": word,
        "csv": document_csv(document).decode("utf-8-sig"),
    }


def test_finding_rests_on_what_was_heard_in_every_format(report, finding, point, olivia):
    rest_on_point(finding=finding, point=point, by=olivia)
    for form, text in everything(report).items():
        assert SAID in text, form
        assert "14 small organisations from Swale" in text, form
        assert "Sittingbourne" in text, form
        assert "not counted in any figure" in text, form
    assert "What we heard elsewhere" in everything(report)["html"]
    assert_pdf_ua(to_pdf(written(report)))


def test_figures_are_the_same_with_and_without(report, finding, point, olivia):
    before, rows = figures_of(report), written(report).summary
    rest_on_point(finding=finding, point=point, by=olivia)
    assert json.dumps(figures_of(report)) == json.dumps(before)
    assert written(report).summary == rows
    assert "14" in str(rows)


def test_conversation_that_is_checked_again_is_left_out_until_then(
    report, finding, point, olivia, omar
):
    rest_on_point(finding=finding, point=point, by=olivia)
    conversations.take_back_conversation(
        conversation=point.conversation, reason="A place gives somebody away.", by=olivia
    )
    assert SAID not in everything(report)["html"]
    conversations.check_conversation(conversation=point.conversation, by=omar)
    assert SAID in everything(report)["html"]


def test_unchecked_point_cannot_be_chosen(finding, olivia, client_of):
    point = a_conversation(by=olivia).points.first()
    with pytest.raises(Refused, match="Another officer checks"):
        rest_on_point(finding=finding, point=point, by=olivia)
    address = reverse("consultations:answer_heard", args=[finding.consultation.slug, finding.pk])
    assert SAID not in client_of(olivia).get(address).content.decode()


def test_point_that_a_finding_rests_on_is_not_thrown_away(finding, point, olivia):
    rest_on_point(finding=finding, point=point, by=olivia)
    with pytest.raises(Refused, match="A finding of a report rests on"):
        conversations.discard_conversation(conversation=point.conversation, by=olivia)
    with pytest.raises(Refused, match="A finding of a report rests on a point"):
        conversations.change_conversation(
            conversation=point.conversation, revision=1, by=olivia, points=[]
        )
    take_out_point(shown=FindingPoint.objects.get(), by=olivia)
    conversations.discard_conversation(conversation=point.conversation, by=olivia)


def test_officer_chooses_and_takes_out_on_the_page(finding, point, olivia, client_of):
    client = client_of(olivia)
    address = reverse("consultations:answer_heard", args=[finding.consultation.slug, finding.pk])
    client.post(address, {"point": point.pk, "show": "1"})
    client.post(address, {"point": point.pk, "show": "1"})
    assert FindingPoint.objects.count() == 1
    page = client.get(_finding_page(finding))
    assert SAID in page.content.decode()
    client.post(address, {"point": point.pk, "hide": "1"})
    assert not FindingPoint.objects.exists()


@pytest.mark.parametrize("number", ["", "\x00", "²", "9" * 40, "-1", "1; drop"])
def test_odd_numbers_choose_nothing(finding, point, olivia, client_of, number):
    address = reverse("consultations:answer_heard", args=[finding.consultation.slug, finding.pk])
    assert client_of(olivia).post(address, {"point": number}).status_code in (302, 404)
    assert not FindingPoint.objects.exists()


def test_points_are_searched_by_word_and_district(finding, point, olivia, client_of):
    address = reverse("consultations:answer_heard", args=[finding.consultation.slug, finding.pk])
    client = client_of(olivia)
    assert SAID in client.get(f"{address}?q=expenses&district=swale").content.decode()
    assert "Nothing found" in client.get(f"{address}?district=dover").content.decode()


def test_report_asks_no_more_for_more_points(report, finding, point, olivia, count_queries):
    rest_on_point(finding=finding, point=point, by=olivia)
    one = count_queries(lambda: written(report))
    rest_on_point(finding=finding, point=point.conversation.points.last(), by=olivia)
    assert count_queries(lambda: written(report)) == one
