"""Telling everyone who registered: one message each, however often the worker is killed."""

from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models.functions import Lower

from civilsociety.audit.actions import SYSTEM, jobs, record
from consultations.emails import announcement, message_id, unsubscribe_address
from consultations.models import Delivery, Mailing, Registration
from consultations.queries.rounds import rounds_of
from consultations.states import DeliveryState
from engagement.actions.notices import tell_of_report


def prepare_mailing(*, issue, now):
    """Lists everyone to be told of an issue, each address once. Call it when issuing."""
    subject, body = announcement(issue)
    people = _everyone(rounds_of(issue.report))
    mailing = Mailing.objects.create(
        issue=issue, subject=subject, body=body, requested_at=now, total=len(people)
    )
    Delivery.objects.bulk_create(
        [Delivery(mailing=mailing, registration=person) for person in people]
    )
    _tell_groups(issue, subject, body, now)
    return mailing


def _tell_groups(issue, subject, body, now):
    """Members of the groups that read drafts hear of it too; whoever registered gets no second.

    Whoever left the list does not hear of it in this way either.
    """
    registered = Registration.objects.filter(consultation__in=rounds_of(issue.report))
    tell_of_report(
        about=f"consultations.issue:{issue.pk}",
        subject=subject,
        body=body,
        besides=registered.values_list("email", flat=True),
        now=now,
    )


def _everyone(rounds):
    """One registration an address; somebody who left one round's list is not written to."""
    found = {}
    registrations = Registration.objects.filter(consultation__in=rounds)
    # The latest round's registration first, so that its unsubscribe link is the one mailed.
    order = {consultation.pk: place for place, consultation in enumerate(rounds)}
    for person in registrations.annotate(address=Lower("email")).order_by("pk"):
        found.setdefault(person.address, []).append(person)
    return [
        min(people, key=lambda person: order[person.consultation_id])
        for people in found.values()
        if all(person.unsubscribed_at is None for person in people)
    ]


def send_mailing(*, mailing, now):
    """Sends what is still waiting. Safe to run twice and to be killed.

    Each message is claimed under a row lock and marked in the transaction that sends it.
    A mail server that accepts a message in the moment before the machine dies may get it
    again; its Message-ID is the same then, so the copy can be told from the message.
    """
    job = jobs.start(mailing, now=now)
    if job is None:
        return
    sent = job.deliveries.exclude(state=DeliveryState.WAITING).count()
    jobs.progress(job, done=sent, step="Sending")
    while _send_next(job, now):
        sent += 1
        jobs.progress(job, done=sent)
    with transaction.atomic():
        jobs.finish(job, step="Done")
        record(
            verb="report.announced",
            target=job.issue.report,
            by=SYSTEM,
            sentence=f"Everyone who registered was told of issue {job.issue.number}.",
            details={
                state: job.deliveries.filter(state=state).count() for state in DeliveryState.values
            },
        )


@transaction.atomic
def send_the_rest(*, mailing, by):
    """Starts a mailing again that was given up: only what is still waiting is sent."""
    if not jobs.start_again(mailing):
        return
    record(
        verb="report.announcement_resumed",
        target=mailing.issue.report,
        by=by,
        sentence=f"{by} asked for the rest of the messages to be sent.",
    )
    jobs.hand_over("consultations.tasks.report.send_mailing", mailing.pk)


@transaction.atomic
def _send_next(job, now):
    """Sends one message; False when none waits any more."""
    delivery = (
        job.deliveries.select_for_update(skip_locked=True, of=("self",))
        .filter(state=DeliveryState.WAITING)
        .select_related("registration")
        .order_by("pk")
        .first()
    )
    if delivery is None:
        return False
    person = Registration.objects.get(pk=delivery.registration_id)
    if person.unsubscribed_at:
        delivery.state = DeliveryState.SKIPPED
    else:
        _send(job, delivery, person, now)
    delivery.save()
    return True


def _send(job, delivery, person, now):
    unsubscribe = unsubscribe_address(person)
    message = EmailMessage(
        subject=job.subject,
        body=f"{job.body}\n\nTo hear no more from this consultation: {unsubscribe}\n",
        to=[person.email],
        headers={
            "Message-ID": message_id(f"announcement-{delivery.pk}"),
            "List-Unsubscribe": f"<{unsubscribe}>",
        },
    )
    try:
        message.send()
    except (ValueError, SMTPRecipientsRefused) as error:
        # An address that cannot be, or that the server does not take: nothing more to try.
        delivery.state, delivery.error = DeliveryState.REFUSED, str(error)
    else:
        delivery.state, delivery.sent_at = DeliveryState.SENT, now
