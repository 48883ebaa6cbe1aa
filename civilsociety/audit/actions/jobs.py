"""Moving a long job along, so that a killed worker loses nothing and nothing ends twice.

Every attempt has a number. Whoever starts the job takes the next number in one
conditional update; an older attempt that is still alive finds out at its next word
(`Superseded`) and must stop. Only the current attempt can finish the job.

    job = jobs.start(job)
    if job is None:
        return  # it has ended, or another worker took it this moment
    jobs.progress(job, done=1, total=4, step="Drawing the charts")
    jobs.finish(job)
"""

from datetime import timedelta
from functools import partial

from celery import current_app, current_task
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from civilsociety.audit.models import SILENCE, Job
from civilsociety.celery import AT_WORK

MAX_ATTEMPTS = 5
NOT_PICKED_UP = timedelta(minutes=1)
GAVE_UP = (
    "It was stopped {attempts} times before it could end. "
    "Tell the person who runs the service, then start it again."
)


class Superseded(Exception):
    """Another worker has taken this job over; stop, and leave the rest to it."""


def hand_over(task, *arguments):
    """Hands a task to the worker once the transaction is committed.

    The task is named (`consultations.tasks.report.build_report`), because tasks stand above
    actions. A queue that is away is no reason to fail: what was committed is found and
    handed out again.
    """
    transaction.on_commit(partial(current_app.send_task, task, args=arguments), robust=True)


def left_behind(model, *, quiet_seconds=None, quiet=SILENCE):
    """The numbers of jobs that a killed worker left: silent for long, or never picked up.

    `quiet_seconds` outranks `quiet` where it is given: a worker that starts knows sooner.
    """
    now = timezone.now()
    silent = quiet if quiet_seconds is None else timedelta(seconds=quiet_seconds)
    left = Q(state=Job.State.RUNNING, beat_at__lt=now - silent) | Q(
        state=Job.State.WAITING, requested_at__lt=now - NOT_PICKED_UP
    )
    return list(model.objects.filter(left).values_list("pk", flat=True))


def start(job, *, now=None):
    """Takes the job for this worker and returns it, or None when there is nothing to do.

    A job that a killed worker left running is taken over; after `MAX_ATTEMPTS` it is
    given up as failed, because a job that kills its worker would go round for ever.
    """
    job.refresh_from_db()
    if job.ended or _is_in_hands(job):
        return None
    if job.attempts >= MAX_ATTEMPTS:
        fail(job, error=GAVE_UP.format(attempts=job.attempts), now=now)
        return None
    now = now or timezone.now()
    taken = _current(job).update(
        state=Job.State.RUNNING,
        attempts=F("attempts") + 1,
        claim=F("claim") + 1,
        started_at=now,
        beat_at=now,
        done=0,
        error="",
    )
    if not taken:
        return None
    job.refresh_from_db()
    return job


def _is_in_hands(job):
    """Whether a worker is at it, and this task no more than a second copy of the one it was given.

    One that waits long is handed out again every minute. What the broker took back from a killed
    worker, and a task that tries again, are no copies.
    """
    if job.state != Job.State.RUNNING or not current_task:
        return False
    request = current_task.request
    if request.retries or (request.delivery_info or {}).get("redelivered"):
        return False
    return job.beat_at > timezone.now() - AT_WORK


def progress(job, *, done=None, total=None, step=None, now=None):
    """Says how far the job is: steps done, steps in all, and what it is doing.

    Raises Superseded when another worker has taken the job over.
    """
    said = {"done": done, "total": total, "step": step}
    fields = {name: value for name, value in said.items() if value is not None}
    if not _write(job, **fields, now=now):
        raise Superseded


def finish(job, *, now=None, **fields):
    """Ends the job well, with the app's own fields (its result) in the same statement.

    Raises Superseded when another worker has taken the job over.
    """
    ended = now or timezone.now()
    fields = {"state": Job.State.DONE, "done": F("total"), "finished_at": ended, **fields}
    if not _write(job, now=ended, **fields):
        raise Superseded
    job.refresh_from_db()


def fail(job, *, error, now=None):
    """Ends the job badly. `error` is a sentence for an officer: what happened, what to do.

    Says nothing when another worker has taken the job over: it is not failing there.
    """
    ended = now or timezone.now()
    _write(job, state=Job.State.FAILED, error=error, finished_at=ended, now=ended)


def start_again(job):
    """Puts a failed job back in the queue's sight; returns whether it was there to put back.

    The caller hands the task to the queue on commit.
    """
    again = type(job).objects.filter(pk=job.pk, state=Job.State.FAILED)
    moved = again.update(
        state=Job.State.WAITING, attempts=0, done=0, error="", step="", finished_at=None
    )
    job.refresh_from_db()
    return bool(moved)


def _current(job):
    """The job's row, as long as nobody has taken it since we read it."""
    unended = (Job.State.WAITING, Job.State.RUNNING)
    return type(job).objects.filter(pk=job.pk, claim=job.claim, state__in=unended)


def _write(job, *, now=None, **fields):
    """Writes fields on the row if this attempt still holds it; returns whether it did."""
    fields["beat_at"] = now or timezone.now()
    held = _current(job).update(**fields)
    for name, value in fields.items():
        if held and not hasattr(value, "resolve_expression"):
            setattr(job, name, value)
    return bool(held)
