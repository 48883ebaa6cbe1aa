"""Reports on progress: start, write, have made, publish. A killed worker’s report ends once."""

import hashlib

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import SYSTEM, jobs, record
from civilsociety.audit.models import Job
from civilsociety.ui.words import uk_date
from strategy.actions.measures.changing import locked, locked_at, write
from strategy.models import ProgressFile, ProgressReport, Strategy
from strategy.queries.measures.progress_document import document_of
from strategy.queries.measures.progress_figures import figures_of
from strategy.queries.measures.progress_files import FORMATS
from strategy.rules.measures.progress import (
    check_can_publish_report,
    check_can_write,
    check_not_started,
    check_period,
)

TASK = "strategy.tasks.progress.build_report"


@transaction.atomic
def start_report(
    *, strategy, kind, title, starts_on, ends_on, to_whom, by, now, today, meets_on=None,
    introduction="", conclusion="", sample=False,
):  # fmt: skip
    """Starts a report for a period and has its first draft made. Raises Refused."""
    strategy = Strategy.objects.select_for_update().get(pk=strategy.pk)
    check_period(kind=kind, starts_on=starts_on, ends_on=ends_on, today=today)
    check_not_started(strategy, kind=kind, starts_on=starts_on, ends_on=ends_on)
    report = ProgressReport.objects.create(
        strategy=strategy,
        kind=kind,
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        to_whom=to_whom,
        meets_on=meets_on,
        introduction=introduction,
        conclusion=conclusion,
        by=None if isinstance(by, str) else by,
        requested_at=now,
        is_sample=sample,
    )
    period = f"{uk_date(starts_on)} to {uk_date(ends_on)}"
    sentence = f"Started the report “{title}” for {period}."
    record(verb="strategy.report_started", target=report, by=by, sentence=sentence)
    jobs.hand_over(TASK, report.pk)
    return report


@transaction.atomic
def write_report(*, report, by, revision, **fields):
    """Changes the texts of a report, until it is published. Raises Changed, Refused."""
    locked(report)
    check_can_write(report)
    locked_at(report, revision)
    sentence = f"Changed the texts of the report “{report.title}”."
    return write(report, fields, verb="strategy.report_written", by=by, sentence=sentence)


@transaction.atomic
def make_report(*, report, by, now):
    """Has the report made from its texts and today’s figures; asked twice, it is made once.

    Raises Refused for a published one.
    """
    locked(report)
    check_can_write(report)
    if not report.ended:
        return report
    report.state, report.attempts, report.done = Job.State.WAITING, 0, 0
    report.error = report.step = ""
    report.finished_at, report.requested_at = None, now
    report.save()
    sentence = f"Asked for the report “{report.title}” to be made."
    record(verb="strategy.report_asked", target=report, by=by, sentence=sentence)
    jobs.hand_over(TASK, report.pk)
    return report


def build_report(*, report, now):
    """Adds up the figures and makes every file: kept together at the end, by the attempt that
    still holds the job. Safe to run twice and to be killed."""
    job = jobs.start(report, now=now)
    if job is None:
        return
    jobs.progress(job, total=len(FORMATS) + 1, step="Reading the measures and the money")
    figures = figures_of(job, today=timezone.localdate(now))
    job.made_at = now
    document = document_of(job, figures)
    files = {}
    for done, (name, (what, render)) in enumerate(FORMATS.items(), 1):
        jobs.progress(job, done=done, step=f"Making the {what}")
        files[name] = render(document)
    with transaction.atomic():
        _keep(job, figures, files, now)


def _keep(job, figures, files, now):
    # Whoever publishes a report of this strategy meanwhile goes first.
    Strategy.objects.select_for_update().get(pk=job.strategy_id)
    jobs.finish(job, step="Done", figures=figures, made_at=now)
    job.files.all().delete()
    sums = {}
    for name, content in files.items():
        sums[name] = hashlib.sha256(content).hexdigest()
        ProgressFile.objects.create(report=job, format=name, content=content, sha256=sums[name])
    record(
        verb="strategy.report_made",
        target=job,
        by=SYSTEM,
        sentence=f"The report “{job.title}” was made.",
        details={"sha256": sums["pdf"]},
    )


@transaction.atomic
def publish_report(*, report, by, now, today):
    """Shows a report to everybody as it was made; it never changes after. Raises Refused."""
    Strategy.objects.select_for_update().get(pk=report.strategy_id)
    locked(report)
    check_can_publish_report(report, today=today)
    report.published_at = now
    report.save()
    sentence = f"Published the report “{report.title}”."
    record(verb="strategy.report_published", target=report, by=by, sentence=sentence)
    return report
