"""What visitors ask for: another format, to be told the outcome, to be left in peace."""

from django.db import IntegrityError, transaction

from civilsociety.audit.actions import RESPONDENT, record
from civilsociety.refusal import Refused
from consultations.models import FormatRequest, Registration
from consultations.rules.prepare import check_can_handle
from consultations.states import ConsultationState, FormatRequestState


@transaction.atomic
def ask_for_format(*, consultation, format, details, name, reply_to, now):
    """Keeps a request for another format until an officer has answered it."""
    request = FormatRequest.objects.create(
        consultation=consultation,
        format=format,
        details=details,
        name=name,
        reply_to=reply_to,
        requested_at=now,
    )
    record(
        verb="consultation.format_requested",
        target=consultation,
        by=RESPONDENT,
        sentence=f"Asked for another format: {request.get_format_display()}.",
    )
    return request


@transaction.atomic
def handle_format_request(*, request, state, note, by, now):
    """Moves a request along; raises Refused when the state does not follow."""
    request = FormatRequest.objects.select_for_update().get(pk=request.pk)
    state = FormatRequestState(state)
    if state != request.state:
        check_can_handle(request, state)
    request.state, request.note = state, note
    request.handled_by, request.handled_at = by, now
    request.save(update_fields=["state", "note", "handled_by", "handled_at"])
    record(
        verb="consultation.format_request_handled",
        target=request.consultation,
        by=by,
        sentence=f"The request for another format is now “{state.label}”.",
    )
    return request


def register_interest(*, consultation, email, now, name=""):
    """Keeps an address to be told the outcome once; asking twice changes nothing.

    Somebody who had unsubscribed and asks again is told again.
    """
    if consultation.state == ConsultationState.CANCELLED:
        raise Refused("This consultation was cancelled, so there will be no outcome to tell.")
    try:
        with transaction.atomic():
            return Registration.objects.create(
                consultation=consultation,
                email=email,
                name=name,
                source=Registration.Source.INTEREST,
                registered_at=now,
            )
    except IntegrityError:
        known = consultation.registrations.get(email__iexact=email)
        consultation.registrations.filter(pk=known.pk).update(unsubscribed_at=None)
        known.unsubscribed_at = None
        return known


@transaction.atomic
def unsubscribe(*, registration, now):
    """Sends nothing more about this consultation to this address."""
    registration = Registration.objects.select_for_update().get(pk=registration.pk)
    if registration.unsubscribed_at is None:
        registration.unsubscribed_at = now
        registration.save(update_fields=["unsubscribed_at"])
        record(
            verb="consultation.unsubscribed",
            target=registration.consultation,
            by=RESPONDENT,
            sentence="Somebody asked to hear no more about this consultation.",
        )
    return registration
