"""Proving the sums, by night or when somebody asks."""

from django.db import transaction

from civilsociety.audit.actions import SYSTEM, jobs, record
from civilsociety.budget.models import Check, Entry
from civilsociety.budget.queries.proof import differences
from civilsociety.ui.words import plural, thousands

RUN_CHECK = "civilsociety.budget.tasks.ledger.run_check"


@transaction.atomic
def request_check(*, by, now):
    """Asks the worker to prove every sum; returns the Check that will say what it found.

    `by` is None by night. A check that still waits is enough, for it will see all there is; it
    is handed over again, in case the queue was away the first time.
    """
    check = Check.objects.filter(state=Check.State.WAITING).first() or Check.objects.create(
        requested_at=now, requested_by_label=str(by) if by else ""
    )
    jobs.hand_over(RUN_CHECK, check.pk)
    return check


def run_check(*, check, now):
    """Proves every sum and writes down what differs. Returns the check, or None if it ended."""
    check = jobs.start(check, now=now)
    if check is None:
        return None
    jobs.progress(check, step="Adding up every entry", now=now)
    found = [str(each) for each in differences()]
    with transaction.atomic():
        jobs.finish(
            check,
            agrees=not found,
            differences=found,
            entries=Entry.objects.count(),
            now=now,
        )
        record(
            verb="budget.checked",
            target=check,
            by=SYSTEM,
            sentence=_sentence(check),
            details={"differences": len(found)},
        )
    return check


def _sentence(check):
    if check.agrees:
        return f"Every sum of the ledger agrees with its {thousands(check.entries)} entries."
    return f"The ledger has {plural(check.differences, 'sum')} that its entries do not give."
