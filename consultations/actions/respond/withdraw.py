"""Taking a response back: its answers are erased, that there was one remains."""

from django.db import transaction

from civilsociety.audit.actions import RESPONDENT, record
from consultations.actions.hear.changes import answer_changed
from consultations.models import Draft, EqualityAnswers, Receipt, Response, TextAnswer
from consultations.queries.keys import equality_link
from consultations.rules.respond import check_can_change
from consultations.states import ResponseState


@transaction.atomic
def withdraw(*, response, consultation, now):
    """Erases answers, words, equality answers and contact; keeps reference and dates.

    Withdrawn twice it stays withdrawn. Raises Refused after closing.
    """
    response = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
    if response.state == ResponseState.WITHDRAWN:
        return response
    check_can_change(response, consultation, now=now)
    for answer in TextAnswer.objects.filter(response=response):
        answer_changed(answer=answer, text="", words=0)
    EqualityAnswers.objects.filter(link=equality_link(response.reference)).delete()
    Receipt.objects.filter(response=response).delete()
    Draft.objects.filter(key_hash=response.change_key_hash).delete()
    response.state, response.withdrawn_at = ResponseState.WITHDRAWN, now
    response.choices, response.organisation, response.user = {}, None, None
    response.respondent_type = response.district = response.postcode = ""
    response.organisation_name = ""
    response.save()
    record(
        verb="response.withdrawn",
        target=response,
        by=RESPONDENT,
        sentence=f"Response {response.reference} was withdrawn by its sender and erased.",
    )
    return response
