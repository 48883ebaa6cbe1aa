"""Changing a response that was sent: the same reference, a new revision."""

import json

from django.db import transaction

from civilsociety.audit.actions import RESPONDENT, record
from civilsociety.audit.actions.jobs import hand_over
from consultations.actions.hear.changes import answer_changed
from consultations.actions.respond.naming import organisation_of
from consultations.actions.respond.submit import columns_of
from consultations.models import Draft, EqualityAnswers, Receipt, Response, TextAnswer
from consultations.queries.keys import equality_link
from consultations.questionnaire.answers import sort_into_parts
from consultations.rules.respond import check_can_change


@transaction.atomic
def change(submission, *, response):
    """Puts the changed answers in place of those sent before.

    Pressed twice, it changes once: the draft ends in the same transaction, and a second
    press finds it ended. Raises Refused when it is too late, or the response withdrawn.
    """
    response = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
    check_can_change(response, submission.consultation, now=submission.now)
    ended = Draft.objects.filter(key_hash=response.change_key_hash, submitted_at=None).update(
        submitted_at=submission.now, raw={}, raw_equality={}, details={}, code_hash=None
    )
    if not ended:
        return response
    parts = sort_into_parts(submission.questionnaire, submission.values, submission.raw)
    _write(response, parts, submission)
    _write_texts(response, parts)
    _write_equality(response, parts)
    _write_receipt(response, submission.details)
    record(
        verb="response.changed",
        target=response,
        by=RESPONDENT,
        sentence=f"Response {response.reference} was changed by its sender.",
        details={"revision": response.revision},
    )
    return response


def _write(response, parts, submission):
    columns = columns_of(parts)
    for name in ("respondent_type", "district", "postcode", "organisation_name"):
        setattr(response, name, columns[name])
    response.choices = json.loads(columns["choices"])
    response.organisation = (
        organisation_of(parts.organisation, parts.respondent_type, by=RESPONDENT)
        if parts.organisation
        else None
    )
    response.consent = submission.details["consent"]
    response.changed_at = submission.now
    response.revision += 1
    response.save()


def _write_texts(response, parts):
    """Texts that stay the same keep what officers found in them; others are read again."""
    texts = {key: (text, words) for key, text, words in parts.texts}
    for answer in TextAnswer.objects.filter(response=response):
        text, words = texts.pop(answer.question_key, ("", 0))
        answer_changed(answer=answer, text=text, words=words)
    TextAnswer.objects.bulk_create(
        [
            TextAnswer(response=response, question_key=key, text=text, words=words)
            for key, (text, words) in texts.items()
        ]
    )


def _write_equality(response, parts):
    link = equality_link(response.reference)
    if not parts.equality:
        EqualityAnswers.objects.filter(link=link).delete()
        return
    EqualityAnswers.objects.update_or_create(
        link=link,
        defaults={"answers": parts.equality, "consultation_id": response.consultation_id},
    )


def _write_receipt(response, details):
    """A changed response has a new receipt, sent to the address given now."""
    if not details.get("email"):
        Receipt.objects.filter(response=response).delete()
        return
    receipt, _ = Receipt.objects.update_or_create(
        response=response,
        defaults={
            "email": details["email"],
            "name": details.get("name", ""),
            "revision": response.revision,
            "sent_at": None,
            "error": "",
        },
    )
    hand_over("consultations.tasks.respond.send_receipt", receipt.pk)
