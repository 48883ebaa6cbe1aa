"""Proving the register against the ledger, and reading its texts by today's rules."""

from django.db import transaction

from civilsociety.audit.actions import SYSTEM, jobs, record
from civilsociety.ui.words import plural, thousands
from funding.models import PublishedAward, RegisterCheck
from funding.queries.register.export import AT_ONCE
from funding.queries.register.proof import compared, differences
from funding.rules.register import IN_THE_REGISTER, RULES, is_clean

RUN_CHECK = "funding.tasks.register.run_register_check"


@transaction.atomic
def request_register_check(*, by, now):
    """Asks the worker for a proof; returns the RegisterCheck that will say what it found.

    `by` is None by night. One that still waits is enough, and is handed over again.
    """
    waiting = RegisterCheck.objects.filter(state=RegisterCheck.State.WAITING).first()
    check = waiting or RegisterCheck.objects.create(
        requested_at=now, asked_by=by, requested_by_label=str(by) if by else ""
    )
    jobs.hand_over(RUN_CHECK, check.pk)
    return check


def run_register_check(*, check, now):
    """Compares every award and writes down what differs. Returns None if it has ended already."""
    check = jobs.start(check, now=now)
    if check is None:
        return None
    jobs.progress(check, step="Reading what was published", now=now)
    held_back = _read_again()
    jobs.progress(check, step="Comparing every award with the ledger", now=now)
    found = [str(each) for each in differences(IN_THE_REGISTER)]
    with transaction.atomic():
        jobs.finish(
            check,
            awards=compared(IN_THE_REGISTER),
            differences=found,
            held_back=held_back,
            now=now,
        )
        record(
            verb="funding.register_checked",
            target=check,
            by=SYSTEM,
            sentence=_sentence(check),
            details={"differences": len(found), "held_back": len(held_back)},
        )
    return check


def _read_again():
    """Reads rows that today's rules have not read; marks the clean ones, names the others."""
    held_back, clean = [], []
    unread = PublishedAward.objects.exclude(read_by_rules=RULES).order_by("pk")
    for row in unread.iterator(chunk_size=AT_ONCE):
        if is_clean(row):
            clean.append(row.pk)
        elif row.is_latest:
            held_back.append(row.reference)
        if len(clean) == AT_ONCE:
            _mark(clean)
    _mark(clean)
    return held_back


def _mark(pks):
    PublishedAward.objects.filter(pk__in=pks).update(read_by_rules=RULES)
    pks.clear()


def _sentence(check):
    if check.agrees:
        return f"The register agrees with the ledger: {thousands(check.awards)} awards compared."
    return (
        f"The register and the ledger differ in {plural(check.differences, 'award')}; "
        f"{plural(check.held_back, 'award')} held back for what a text says."
    )
