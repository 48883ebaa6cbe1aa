"""Making the signed statement of a closed year. A killed worker's job starts again, ends once."""

import hashlib

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import SYSTEM, jobs, record
from civilsociety.budget.models import Statement, StatementFile, Year
from civilsociety.budget.queries.statement_document import Signature, statement_of
from civilsociety.budget.queries.statement_files import FORMATS
from civilsociety.refusal import Refused

TASK = "civilsociety.budget.tasks.statements.build_statement"
REOPENED = (
    "The year was reopened before its statement was made, so this one was not kept. Close the "
    "year again: that makes a new statement."
)


def address_of(statement):
    """Where the page of a statement is."""
    return f"/officers/budget/years/{statement.year.slug}/statements/{statement.pk}/"


def build_statement(*, statement, now):
    """Makes every file of a statement: written together at the end, by the attempt that still
    holds the job. Safe to run twice and to be killed."""
    job = jobs.start(statement, now=now)
    if job is None:
        return
    files = _make_files(job)
    with transaction.atomic():
        _keep(job, files)


def _make_files(job):
    jobs.progress(job, total=len(FORMATS), step="Adding up the year")
    document = statement_of(
        job.year,
        day=timezone.localdate(job.signed_at),
        signature=Signature(
            by=job.signed_by_label,
            at=job.signed_at,
            checked=job.checked,
            number=number_of(job),
            address=address_of(job),
        ),
    )
    files = {}
    for done, (name, (what, render)) in enumerate(FORMATS.items()):
        jobs.progress(job, done=done, step=f"Making the {what}")
        files[name] = render(document)
    return files


def number_of(statement):
    """The first statement of its year is 1."""
    return Statement.objects.filter(year=statement.year, pk__lte=statement.pk).count()


def _keep(job, files):
    year = Year.objects.select_for_update().get(pk=job.year_id)
    if year.is_open or year.closed_at > job.signed_at:
        raise Refused(REOPENED)
    jobs.finish(job, step="Done")
    kept = {}
    for name, content in files.items():
        kept[name] = hashlib.sha256(content).hexdigest()
        StatementFile.objects.create(statement=job, format=name, content=content, sha256=kept[name])
    record(
        verb="budget.statement_made",
        target=job,
        by=SYSTEM,
        sentence=f"The statement of {job.year} signed by {job.signed_by_label} was made and kept.",
        details={"sha256": kept["pdf"]},
    )


@transaction.atomic
def build_again(*, statement, by):
    """Puts a statement that failed back into the worker's hands."""
    if not jobs.start_again(statement):
        raise Refused("This statement has not failed. Wait until it is done.")
    jobs.hand_over(TASK, statement.pk)
    record(
        verb="budget.statement_again",
        target=statement,
        by=by,
        sentence=f"{by} asked for the statement of {statement.year} to be made again.",
    )
    return statement
