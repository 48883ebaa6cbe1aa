"""Who may open which address of the report and its findings."""

from civilsociety.accounts.permissions import Permission
from consultations.models import (
    Consultation,
    Finding,
    IssueFile,
    Report,
    ReportBuild,
    ReportIssue,
)
from engagement.actions.conversations import check_conversation
from tests.access import PUBLIC, Row
from tests.consultations.answer.conftest import a_consultation
from tests.engagement.conversations.heard import a_conversation

OFFICERS = {Permission.MANAGE_CONSULTATIONS}
PUBLISHERS = {Permission.PUBLISH_REPORTS}


def answered():
    """A consultation with a published report: the demonstration's, or one made for the test."""
    found = Consultation.objects.exclude(report__issues=None).first()
    return found or published()


def published():
    """A report of one finding, issued with the shortest files there can be."""
    made = a_consultation("terms-2021", None)
    Finding.objects.create(consultation=made, position=1, heading="Words")
    report = Report.objects.create(consultation=made, summary="What you said.")
    build = ReportBuild.objects.create(report=report, state="done", publish=True)
    issue = ReportIssue.objects.create(report=report, number=1)
    for form in IssueFile.Format:
        IssueFile.objects.create(
            build=build, issue=issue, format=form, content=b"Words", sha256="0" * 64
        )
    return made


def slug(cast):
    return {"slug": answered().slug}


def finding(cast):
    return {"slug": answered().slug, "pk": answered().findings.first().pk}


def heard(cast):
    conversation = a_conversation(by=cast["administrator"])
    check_conversation(conversation=conversation, by=cast["consultation_officer"])
    return finding(cast)


def build(cast):
    return {"slug": answered().slug, "pk": answered().report.builds.first().pk}


ROWS = {
    "consultations:report": Row(PUBLIC, slug),
    "consultations:report_file": Row(PUBLIC, lambda cast: slug(cast) | {"form": "pdf"}, page=False),
    "consultations:report_issue": Row(PUBLIC, lambda cast: slug(cast) | {"number": 1}),
    "consultations:report_issue_file": Row(
        PUBLIC, lambda cast: slug(cast) | {"number": 1, "form": "csv"}, page=False
    ),
    "consultations:answer_findings": Row(OFFICERS, slug),
    "consultations:answer_finding": Row(OFFICERS, finding),
    "consultations:answer_heard": Row(OFFICERS, heard),
    "consultations:answer_move": Row(OFFICERS, finding, method="post"),
    "consultations:answer_delete": Row(OFFICERS, finding),
    "consultations:answer_bind": Row(OFFICERS, finding),
    "consultations:answer_unbind": Row(OFFICERS, finding, method="post", opens=False),
    "consultations:answer_quotes": Row(OFFICERS, finding),
    "consultations:answer_report": Row(OFFICERS, slug),
    "consultations:answer_texts": Row(OFFICERS, slug),
    "consultations:answer_build": Row(OFFICERS, slug, method="post"),
    "consultations:answer_publish": Row(PUBLISHERS, slug),
    "consultations:answer_progress": Row(OFFICERS, build),
    "consultations:answer_draft_file": Row(OFFICERS, lambda cast: build(cast) | {"form": "html"}),
    "consultations:answer_send_rest": Row(PUBLISHERS, slug, method="post", opens=False),
}
