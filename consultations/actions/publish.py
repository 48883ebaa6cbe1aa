"""Building a report and issuing it. A killed build starts again and ends once."""

import hashlib

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from civilsociety.audit.actions import jobs, record
from civilsociety.refusal import Refused
from consultations.actions.announce import prepare_mailing
from consultations.models import Consultation, IssueFile, Report, ReportBuild, ReportIssue
from consultations.queries.report_document import document_of, figures_of
from consultations.queries.report_files import FORMATS
from consultations.rules.answer import check_can_publish, check_no_build_under_way
from consultations.states import ConsultationState

BUILD_AGAIN = "Look at what it says, mend it, then build the report again."


@transaction.atomic
def request_build(*, report, by, now, publish=False, note="", tell_people=True):
    """Asks for the report's files: for a look, or to be published as soon as they are made."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    check_no_build_under_way(report)
    if publish:
        check_can_publish(report, note=note, now=now)
    build = ReportBuild.objects.create(
        report=report,
        publish=publish,
        note=note.strip(),
        tell_people=tell_people,
        requested_by=by,
        requested_by_label=str(by),
        requested_at=now,
        total=len(FORMATS) + 1,
    )
    record(
        verb="report.publish_requested" if publish else "report.build_requested",
        target=report,
        by=by,
        sentence=f"{by} asked for the report of “{report.consultation}” to be "
        + ("published." if publish else "built for a look."),
    )
    jobs.hand_over("consultations.tasks.report.build_report", build.pk)
    return build


def build_report(*, build, now):
    """Makes every file of a build, and issues them when that was asked for.

    Safe to run twice and to be killed: files are written together at the end, by the
    attempt that still holds the job.
    """
    job = jobs.start(build, now=now)
    if job is None:
        return None
    report = job.report
    try:
        files, figures = _make_files(job, report, timezone.localdate(job.requested_at))
        with transaction.atomic():
            return _keep(job, files, figures, now)
    except Refused as refusal:
        jobs.fail(job, error=f"{refusal} {BUILD_AGAIN}")
    return None


def _make_files(job, report, day):
    jobs.progress(job, total=len(FORMATS) + 1, step="Counting the answers")
    number = 1 + (report.issues.aggregate(last=Max("number"))["last"] or 0)
    document = document_of(report, day=day, number=number, note=job.note)
    files = {}
    for done, (name, (what, render)) in enumerate(FORMATS.items(), start=1):
        jobs.progress(job, done=done, step=f"Making the {what}")
        files[name] = render(document)
    return files, figures_of(report)


def _keep(job, files, figures, now):
    """Writes the files, and the issue; all or nothing, and only by the current attempt."""
    jobs.finish(job, step="Done")
    issue = _issue(job, figures, now) if job.publish else None
    for name, content in files.items():
        IssueFile.objects.create(
            build=job,
            issue=issue,
            format=name,
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            made_at=now,
        )
    return issue


def _issue(job, figures, now):
    """The build becomes the next issue; everybody who registered is told."""
    report = Report.objects.select_for_update().get(pk=job.report_id)
    check_can_publish(report, note=job.note, now=now)
    last = report.issues.aggregate(last=Max("number"))["last"] or 0
    issue = ReportIssue.objects.create(
        report=report,
        number=last + 1,
        issued_at=now,
        issued_by=job.requested_by,
        note=job.note,
        figures={"threshold": settings.SUPPRESSION_THRESHOLD, **figures},
    )
    _answered(report, now)
    record(
        verb="report.issued",
        target=report,
        by=job.requested_by,
        sentence=f"{job.requested_by} published “{report}”, issue {issue.number}.",
        details={"issue": issue.number, "note": job.note},
    )
    if job.tell_people:
        mailing = prepare_mailing(issue=issue, now=now)
        jobs.hand_over("consultations.tasks.report.send_mailing", mailing.pk)
    return issue


def _answered(report, now):
    """The report answers its own consultation, and the earlier rounds it covers."""
    earlier = report.also_covers.filter(state=ConsultationState.LAUNCHED, closes_at__lte=now)
    answered = [report.consultation_id, *earlier.values_list("pk", flat=True)]
    Consultation.objects.filter(pk__in=answered).update(state=ConsultationState.REPORTED)
