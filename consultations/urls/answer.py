"""Findings, the report, telling people."""

from django.urls import path, register_converter

from consultations.models import IssueFile
from consultations.views import findings, heard, report, you_said

ONE = "<slug:slug>"
OUTCOME = "<slug:slug>/you-said-we-did"


class FileFormat:
    """The ending of a report's file."""

    regex = "|".join(IssueFile.Format.values)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(FileFormat, "file_format")

PUBLIC = [
    path(f"{OUTCOME}/", you_said.page, name="report"),
    path(f"{OUTCOME}.<file_format:form>", you_said.file, name="report_file"),
    path(f"{OUTCOME}/issues/<int:number>/", you_said.issue, name="report_issue"),
    path(
        f"{OUTCOME}/issues/<int:number>.<file_format:form>",
        you_said.issue_file,
        name="report_issue_file",
    ),
]

OFFICERS = [
    path(f"{ONE}/findings/", findings.index, name="answer_findings"),
    path(f"{ONE}/findings/<int:pk>/", findings.edit, name="answer_finding"),
    path(f"{ONE}/findings/<int:pk>/move/", findings.move, name="answer_move"),
    path(f"{ONE}/findings/<int:pk>/delete/", findings.delete, name="answer_delete"),
    path(f"{ONE}/findings/<int:pk>/figures/new/", findings.bind, name="answer_bind"),
    path(f"{ONE}/findings/<int:pk>/figures/remove/", findings.unbind, name="answer_unbind"),
    path(f"{ONE}/findings/<int:pk>/quotes/", findings.quotes, name="answer_quotes"),
    path(f"{ONE}/findings/<int:pk>/heard/", heard.points, name="answer_heard"),
    path(f"{ONE}/report/", report.overview, name="answer_report"),
    path(f"{ONE}/report/texts/", report.texts, name="answer_texts"),
    path(f"{ONE}/report/build/", report.build, name="answer_build"),
    path(f"{ONE}/report/publish/", report.publish, name="answer_publish"),
    path(f"{ONE}/report/builds/<int:pk>/", report.progress, name="answer_progress"),
    path(
        f"{ONE}/report/builds/<int:pk>/report.<file_format:form>",
        report.draft_file,
        name="answer_draft_file",
    ),
    path(f"{ONE}/report/send-the-rest/", report.send_rest, name="answer_send_rest"),
]
