"""Bringing in a partner's own awards: read by the worker, shown, then confirmed by a person."""

import hashlib
from datetime import date

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import jobs, record
from civilsociety.audit.models import Job
from civilsociety.refusal import Refused
from civilsociety.rows import locked
from civilsociety.ui.words import plural, pounds
from funding.formats.onward import Unreadable, read_sheet
from funding.models import OnwardGrant, RegrantImport
from funding.queries.awards import standing_of
from funding.queries.partners.onward import FIELDS, SAMPLES, plan_of, values_of
from funding.rules.partners.grants import check_within_award, read_grants
from funding.rules.partners.regrants import (
    check_can_apply,
    check_can_remove,
    check_takes_onward_grants,
)

TASK = "funding.tasks.regrants.read_import"
UNENDED = (Job.State.WAITING, Job.State.RUNNING)
AT_ONCE = 500  # rows written in one statement


@transaction.atomic
def ask_import(*, award, file_name, content, by, now):
    """Takes a partner's file and hands it to the worker. Nothing is brought in yet.

    The same file, while it is still being read, gives the reading there is.
    """
    award = locked(award)
    check_takes_onward_grants(award)
    sha256 = hashlib.sha256(content).hexdigest()
    same = RegrantImport.objects.filter(award=award, sha256=sha256, state__in=UNENDED).first()
    if same:
        return same
    job = RegrantImport.objects.create(
        award=award,
        file_name=file_name,
        content=content,
        sha256=sha256,
        asked_by=by,
        requested_at=now,
        requested_by_label=str(by),
    )
    record(
        verb="funding.onward_file_given",
        target=award,
        by=by,
        sentence=f"{by} gave us the file {file_name} of onward grants of {award.number}.",
        details={"file": file_name, "import": job.pk},
    )
    jobs.hand_over(TASK, job.pk)
    return job


def check_file(*, job, now):
    """Reads a file and keeps what it holds and would change, or every problem with its cell.

    Safe to run twice and to be killed: only the last statement says anything.
    """
    job = jobs.start(job, now=now)
    if job is None:
        return
    jobs.progress(job, step="Reading the file")
    try:
        sheet = read_sheet(bytes(job.content))
    except Unreadable as wrong:
        problem = {"cell": "", "value": "", "message": str(wrong)}
        jobs.finish(job, step="Read", problems=[problem])
        return
    jobs.progress(job, total=len(sheet.rows), step="Checking each row")
    reading = read_grants(
        sheet,
        award=job.award,
        today=timezone.localdate(job.requested_at),
        progress=lambda done: jobs.progress(job, done=done),
    )
    told = {"problems": reading.problems, "unread": reading.unread}
    if not reading.problems:
        told |= _planned(job.award, reading)
    jobs.finish(job, step="Read", **told)


def _planned(award, reading):
    """What would change, as the job keeps it; too much money is a problem of the amounts."""
    plan = plan_of(award, reading.rows)
    try:
        check_within_award(plan.total, limit_pence=standing_of(award).now)
    except Refused as refused:
        problem = {"cell": reading.amounts, "value": "", "message": str(refused)}
        return {"problems": [problem]}
    return {"rows": reading.rows, **_told(plan, reading.rows)}


def _told(plan, rows):
    return {
        "added": len(plan.added),
        "changed": len(plan.changed),
        "unchanged": plan.unchanged,
        "total_pence": sum(row["amount_pence"] for row in rows),
        "gone": [
            {
                "reference": grant.partner_reference,
                "name": grant.recipient_name,
                "pence": grant.amount_pence,
            }
            for grant in plan.gone
        ],
        "samples": {
            "added": plan.added[:SAMPLES],
            "changed": [
                {
                    "reference": grant.partner_reference,
                    "name": grant.recipient_name,
                    "changes": in_json(changes),
                }
                for grant, changes in plan.changed[:SAMPLES]
            ],
        },
    }


def in_json(changes):
    """{field: [before, after]} as JSON holds it."""
    return {
        name: [each.isoformat() if isinstance(each, date) else each for each in pair]
        for name, pair in changes.items()
    }


@transaction.atomic
def apply_import(*, job, by, now):
    """Brings in a file that was read: all of it. Returns the job.

    Raises Refused, with nothing changed, when the file has problems, was brought in, or would
    now change something else than was shown: somebody else confirmed another file since.
    """
    award = locked(job.award)
    job = locked(job)
    check_can_apply(job)
    plan = plan_of(award, job.rows)
    told = _told(plan, job.rows)
    shown = {name: getattr(job, name) for name in told}
    if told != shown:
        raise Refused(
            "Other onward grants of this award came in after this file was read. Choose the "
            "file again to see what it would change now."
        )
    check_within_award(plan.total, limit_pence=standing_of(award).now)
    _add(award, job, plan.added)
    _change(job, plan.changed, by)
    job.applied_at, job.applied_by = now, by
    job.save(update_fields=["applied_at", "applied_by"])
    record(
        verb="funding.onward_grants_brought_in",
        target=award,
        by=by,
        sentence=f"{job.file_name} brought in onward grants of {award.number}: "
        f"{plural(job.added, 'new one')}, {plural(job.changed, 'changed one')}.",
        details={
            "import": job.pk,
            "file": job.file_name,
            "added": job.added,
            "changed": job.changed,
            "unchanged": job.unchanged,
            "pence": plan.total,
        },
    )
    return job


def _add(award, job, rows):
    OnwardGrant.objects.bulk_create(
        [
            OnwardGrant(
                award=award,
                partner_reference=row["partner_reference"],
                first_import=job,
                last_import=job,
                is_sample=award.is_sample,
                **values_of(row),
            )
            for row in rows
        ],
        batch_size=AT_ONCE,
    )


def _change(job, changed, by):
    """Writes the new values; the audit keeps the old ones, grant by grant."""
    for grant, changes in changed:
        for name, (_, new) in changes.items():
            setattr(grant, name, new)
        grant.last_import = job
        record(
            verb="funding.onward_grant_changed",
            target=grant,
            by=by,
            sentence=f"{grant.partner_reference} of {job.award.number} was changed by "
            f"{job.file_name}.",
            details=in_json(changes),
        )
    OnwardGrant.objects.bulk_update(
        [grant for grant, _ in changed], [*FIELDS, "last_import"], batch_size=AT_ONCE
    )


@transaction.atomic
def remove_grant(*, grant, reason, by):
    """Takes out an onward grant that was never made. What it said stays in the audit."""
    award = locked(grant.award)
    grant = locked(grant)
    check_can_remove(grant)
    said = {"reference": grant.partner_reference, "reason": reason}
    said |= in_json({name: [getattr(grant, name), ""] for name in FIELDS})
    record(
        verb="funding.onward_grant_removed",
        target=award,
        by=by,
        sentence=f"{grant.partner_reference} ({pounds(grant.amount_pence)}) was taken out of the "
        f"onward grants of {award.number}: {reason}",
        details=said,
    )
    grant.delete()
    return award
