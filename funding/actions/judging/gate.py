"""Checking a bid, and letting it through the gate or not."""

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from civilsociety.rows import locked, move_to
from civilsociety.ui.words import uk_date
from funding.models import Check, CheckOutcome, Condition
from funding.queries.judging.gate import kinds_for
from funding.rules.judging.gate import (
    check_can_check,
    check_can_fail,
    check_can_pass,
    check_outcome,
)
from funding.rules.judging.interests import check_no_interest
from funding.states import MOVES, ApplicationState


@transaction.atomic
def write_checks(*, application, answers, by, now):
    """Writes down what was found: `answers` is {kind: (outcome, note, condition, due_on)}.

    What was answered the same before stays as it was, with its officer and day. A condition is
    (words, day) and replaces the one this check made before. Raises Refused with the check.
    """
    application = locked(application)
    check_can_check(application, by=by)
    today, changed = timezone.localdate(now), []
    applying = set(kinds_for(application))
    known = {each.kind: each for each in application.checks.all()}
    for kind, (outcome, note, text, due_on) in answers.items():
        if kind not in applying:
            raise Refused("This check does not apply to the bid.")
        check_outcome(application, kind, outcome, note, today=today)
        check = known.get(kind) or Check(application=application, kind=kind)
        same = check.pk and (check.outcome, check.note) == (outcome, note)
        if not same:
            check.outcome, check.note, check.by, check.at = outcome, note, by, now
            check.save()
            changed.append(check)
        _keep_condition(application, kind, outcome, text, due_on, today=today, now=now)
    if changed:
        record(
            verb="funding.checked",
            target=application,
            by=by,
            sentence=f"{by} wrote down checks of {application.number}.",
            details={each.kind: each.outcome for each in changed},
        )
    return application


def _keep_condition(application, kind, outcome, text, due_on, *, today, now):
    """The open condition of a check is what the check now says: one, changed, or none."""
    conditions = application.conditions.filter(check_kind=kind, met_on=None)
    if outcome != CheckOutcome.CONDITION:
        conditions.delete()
        return
    if not text.strip() or due_on is None:
        raise Refused("Say what must happen, and by which day.")
    if due_on < today:
        raise Refused(f"Enter a day for the condition that is {uk_date(today)} or later.")
    fields = {"text": text, "due_on": due_on}
    if not conditions.update(**fields):
        Condition.objects.create(application=application, check_kind=kind, made_at=now, **fields)


@transaction.atomic
def pass_gate(*, application, by, now):
    """Lets a bid through to be assessed. Raises Refused while a check is open or says no."""
    application = locked(application)
    check_can_pass(application, by=by)
    move_to(application, ApplicationState.ASSESSING, moves=MOVES)
    application.changed_at = now
    application.save(update_fields=["state", "changed_at"])
    record(
        verb="funding.passed_checks",
        target=application,
        by=by,
        sentence=f"{application.number} passed the checks and goes to the assessors.",
    )
    return application


@transaction.atomic
def fail_gate(*, application, reasons, feedback, by, now):
    """Ends a bid that is not within the rules, with reasons (data) and words for the applicant."""
    application = locked(application)
    check_can_fail(application, by=by)
    if not reasons:
        raise Refused("Choose at least one reason: the applicant reads it, and we count it.")
    if not feedback.strip():
        raise Refused("Write a few words for the applicant: everybody gets feedback.")
    move_to(application, ApplicationState.INELIGIBLE, moves=MOVES)
    application.feedback, application.decided_at, application.changed_at = feedback, now, now
    application.save(update_fields=["state", "feedback", "decided_at", "changed_at"])
    application.reasons.set(reasons)
    record(
        verb="funding.ineligible",
        target=application,
        by=by,
        sentence=f"{application.number} did not pass the checks.",
        details={"reasons": [each.key for each in reasons]},
    )
    return application


@transaction.atomic
def add_condition(*, application, text, due_on, before_payment, by, now):
    """Adds something that must happen by a day (inclusive); it goes over to the award."""
    application = locked(application)
    check_no_interest(application, by=by)
    if application.state in ENDED:
        raise Refused("This bid is decided. A condition of a grant is added to its award.")
    if due_on < timezone.localdate(now):
        raise Refused(f"Enter a day that is {uk_date(timezone.localdate(now))} or later.")
    if application.conditions.filter(text=text, due_on=due_on).exists():
        raise Refused("This condition is there already.")
    condition = Condition.objects.create(
        application=application,
        text=text,
        due_on=due_on,
        before_payment=before_payment,
        made_at=now,
    )
    record(
        verb="funding.condition_added",
        target=application,
        by=by,
        sentence=f"A condition was added to {application.number}, to be met by {uk_date(due_on)}.",
    )
    return condition


ENDED = {
    ApplicationState.DRAFT,
    ApplicationState.AWARDED,
    ApplicationState.REFUSED,
    ApplicationState.INELIGIBLE,
    ApplicationState.WITHDRAWN,
}
