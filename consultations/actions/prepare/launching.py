"""Launching a consultation, and what may still happen to it afterwards."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from consultations.actions.prepare.writing import locked
from consultations.models import ChecklistOverride, QuestionnaireVersion
from consultations.models.consultation import until
from consultations.questionnaire.content import read_questionnaire
from consultations.rules.prepare import (
    check_can_cancel,
    check_can_extend,
    check_can_launch,
    check_can_override,
    check_can_publish_wording,
)
from consultations.states import ConsultationState


@transaction.atomic
def launch(*, consultation, by, now, at_once=False):
    """Announces the consultation and freezes its questionnaire; it opens at its opening time.

    `at_once` opens it this moment. Raises Refused with everything that is missing.
    """
    consultation = locked(consultation)
    if at_once:
        consultation.opens_at = now
    check_can_launch(consultation, now)
    consultation.state = ConsultationState.LAUNCHED
    consultation.launched_at = now
    consultation.announced_closes_at = consultation.closes_at
    consultation.save(update_fields=["state", "launched_at", "announced_closes_at", "opens_at"])
    version = _freeze(consultation, consultation.questionnaire, "As launched.", by, now)
    record(
        verb="consultation.launched",
        target=consultation,
        by=by,
        sentence=f"Launched, to be open until {consultation.until}.",
        details={
            "questionnaire": version.sha256,
            "overrides": {o.check_key: o.reason for o in consultation.overrides.all()},
        },
    )
    return consultation


def _freeze(consultation, questionnaire, note, by, now):
    last = consultation.versions.last()
    return QuestionnaireVersion.objects.create(
        consultation=consultation,
        number=last.number + 1 if last else 1,
        content=questionnaire.to_dict(),
        sha256=questionnaire.sha256,
        note=note,
        created_at=now,
        created_by=None if isinstance(by, str) else by,
    )


@transaction.atomic
def override_check(*, consultation, check_key, reason, by, now):
    """Records why the consultation may be launched although this check is not met."""
    consultation = locked(consultation)
    check = check_can_override(consultation, check_key, now)
    if not reason.strip():
        raise Refused("Write the reason. It is kept with the consultation.")
    override, _ = ChecklistOverride.objects.update_or_create(
        consultation=consultation,
        check_key=check_key,
        defaults={"reason": reason.strip(), "by": by, "at": now},
    )
    record(
        verb="consultation.check_overridden",
        target=consultation,
        by=by,
        sentence=f"Gave a reason in place of “{check.title}”: {reason.strip()}",
        details={"check": check_key},
    )
    return override


@transaction.atomic
def withdraw_override(*, consultation, check_key, by):
    """Takes a recorded reason back; the check stands in the way again."""
    consultation = locked(consultation)
    if consultation.state != ConsultationState.DRAFT:
        raise Refused("The checklist ends with the launch. Its reasons stay as they were.")
    gone, _ = consultation.overrides.filter(check_key=check_key).delete()
    if gone:
        record(
            verb="consultation.override_withdrawn",
            target=consultation,
            by=by,
            sentence="Took back the reason given in place of a check.",
            details={"check": check_key},
        )


@transaction.atomic
def publish_wording(*, consultation, questionnaire, note, by, now):
    """Freezes corrected wording as the version that is answered from now on.

    Whoever has begun answers to the end what they began with: their draft keeps its
    version, and results are added up only where the wording is the same.
    """
    consultation = locked(consultation)
    _, problems = read_questionnaire(questionnaire.to_dict())
    if problems:
        raise Refused(problems[0][1])
    check_can_publish_wording(consultation, questionnaire, note, now)
    version = _freeze(consultation, questionnaire, note.strip(), by, now)
    record(
        verb="consultation.wording_published",
        target=consultation,
        by=by,
        sentence=f"Published questionnaire {version.number}: {note.strip()}",
        details={"questionnaire": version.sha256},
    )
    return version


@transaction.atomic
def extend(*, consultation, closes_at, reason, by, now):
    """Lets it close later than was announced, with a reason that its page shows."""
    consultation = locked(consultation)
    check_can_extend(consultation, closes_at, reason, now)
    before = consultation.until
    consultation.closes_at = closes_at
    consultation.extension_reason = reason.strip()
    consultation.save(update_fields=["closes_at", "extension_reason"])
    record(
        verb="consultation.extended",
        target=consultation,
        by=by,
        sentence=f"Extended from {before} to {until(closes_at)}: {reason.strip()}",
    )
    return consultation


@transaction.atomic
def cancel(*, consultation, reason, by, now):
    """Ends it without a report; its page, if it was ever public, says why."""
    consultation = locked(consultation)
    check_can_cancel(consultation, reason)
    consultation.state = ConsultationState.CANCELLED
    consultation.cancelled_reason = reason.strip()
    consultation.save(update_fields=["state", "cancelled_reason"])
    record(
        verb="consultation.cancelled",
        target=consultation,
        by=by,
        sentence=f"Cancelled: {reason.strip()}",
        details={"at": now.isoformat()},
    )
    return consultation
