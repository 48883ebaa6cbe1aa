"""What visitors ask for: another format, to be told the outcome, to be left in peace."""

from contextlib import suppress
from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction

from civilsociety.audit.actions import RESPONDENT, jobs, record
from civilsociety.refusal import Refused
from consultations.emails import confirmation, message_id, unsubscribe_address
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


@transaction.atomic
def register_interest(*, consultation, email, now, name=""):
    """Keeps an address to be told the outcome once, and confirms it by mail.

    Asking twice changes nothing and mails nothing. Somebody who had unsubscribed and asks
    again is told again. Raises Refused once it is cancelled or the outcome published.
    """
    if consultation.state == ConsultationState.CANCELLED:
        raise Refused("This consultation was cancelled, so there will be no outcome to tell.")
    if consultation.state == ConsultationState.REPORTED:
        raise Refused("The outcome is published already. Read it on the consultation’s page.")
    asked = {"source": Registration.Source.INTEREST, "registered_at": now}
    try:
        with transaction.atomic():
            registration = Registration.objects.create(
                consultation=consultation, email=email, name=name, **asked
            )
    except IntegrityError:
        registration = consultation.registrations.get(email__iexact=email)
        if registration.unsubscribed_at is None:
            return registration
        asked |= {"unsubscribed_at": None, "confirmed_at": None}
        consultation.registrations.filter(pk=registration.pk).update(**asked)
        registration.refresh_from_db()
    jobs.hand_over("consultations.tasks.visitors.send_confirmation", registration.pk)
    return registration


@transaction.atomic
def confirm_registration(*, pk, now):
    """Mails somebody that they will be told, with the link to stop; once, however often it runs."""
    registration = (
        Registration.objects.select_for_update(of=("self",))
        .select_related("consultation")
        .filter(pk=pk, confirmed_at=None, unsubscribed_at=None)
        .first()
    )
    if registration is None:
        return False
    subject, body = confirmation(registration, now)
    stamp = int(registration.registered_at.timestamp())
    message = EmailMessage(
        subject=subject,
        body=body,
        to=[registration.email],
        headers={
            "Message-ID": message_id(f"registration-{registration.pk}-{stamp}"),
            "List-Unsubscribe": f"<{unsubscribe_address(registration)}>",
        },
    )
    # With an address that cannot be, or that the server does not take, nothing more is tried.
    with suppress(ValueError, SMTPRecipientsRefused):
        message.send()
    registration.confirmed_at = now
    registration.save(update_fields=["confirmed_at"])
    return True


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
