"""Erasing a response that was sent, because its sender asked for it."""

from django.db import transaction

from civilsociety.audit.actions import record
from consultations.actions.hear.changes import answer_changed
from consultations.models import (
    Delivery,
    Draft,
    EqualityAnswers,
    Receipt,
    Registration,
    Response,
    TextAnswer,
)
from consultations.queries.keys import equality_link
from consultations.rules.hear import check_can_erase
from consultations.states import ResponseState


@transaction.atomic
def erase_response(*, response, reason, by, now):
    """Takes everything a respondent told us out of the database, before or after closing.

    Answers, words with their themes and quotes, equality answers, addresses, the tie to an
    organisation and to an account. What stays is the reference, the dates and the reason;
    the response no longer counts. A report keeps the bytes it was issued with. Raises Refused
    when there is nothing left to erase, or without a reason.
    """
    response = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
    check_can_erase(response, reason)
    for answer in TextAnswer.objects.filter(response=response):
        answer_changed(answer=answer, text="", words=0, by=by)
    EqualityAnswers.objects.filter(link=equality_link(response.reference)).delete()
    for receipt in Receipt.objects.filter(response=response):
        _forget_registration(response.consultation_id, receipt.email, now)
        receipt.delete()
    Draft.objects.filter(key_hash=response.change_key_hash).delete()
    _empty(response, now)
    record(
        verb="response.erased",
        target=response,
        by=by,
        sentence=f"{by} erased response {response.reference}. Reason: {reason.strip()}",
        details={"reason": reason.strip()},
    )
    return response


def _empty(response, now):
    """Leaves reference and dates."""
    response.state, response.withdrawn_at = ResponseState.WITHDRAWN, now
    response.choices, response.organisation, response.user = {}, None, None
    response.respondent_type = response.district = response.postcode = ""
    response.organisation_name = ""
    response.save()


def _forget_registration(consultation_pk, email, now):
    """Nobody is written to any more; where a message is on record, only that one was sent stays."""
    for known in Registration.objects.filter(consultation=consultation_pk, email__iexact=email):
        if Delivery.objects.filter(registration=known).exists():
            known.email, known.name = f"erased-{known.pk}@erased.invalid", ""
            known.unsubscribed_at = known.unsubscribed_at or now
            known.save(update_fields=["email", "name", "unsubscribed_at"])
        else:
            known.delete()
