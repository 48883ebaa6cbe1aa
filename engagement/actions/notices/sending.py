"""Sending a notice: one message an address, however often the worker is killed."""

from smtplib import SMTPRecipientsRefused

from django.db import transaction

from civilsociety.audit.actions import SYSTEM, jobs, record
from engagement.emails.messages import message_of
from engagement.models import NoticeDelivery

State = NoticeDelivery.State


def send_notice(*, notice, now):
    """Sends what is still waiting. Safe to run twice and to be killed.

    Each message is claimed under a row lock and marked in the transaction that sends it. A mail
    server that accepts a message in the moment before the machine dies may get it again; its
    Message-ID is the same then, so the copy can be told from the message.
    """
    job = jobs.start(notice, now=now)
    if job is None:
        return
    sent = job.deliveries.exclude(state=State.WAITING).count()
    jobs.progress(job, done=sent, step="Sending")
    while _send_next(job, now):
        sent += 1
        jobs.progress(job, done=sent)
    with transaction.atomic():
        jobs.finish(job, step="Done")
        record(
            verb="engagement.notice_sent",
            target=job,
            by=SYSTEM,
            sentence=f"Sent to its readers: {job.subject}",
            details={state: job.deliveries.filter(state=state).count() for state in State.values},
        )


@transaction.atomic
def send_the_rest(*, notice, by):
    """Starts a notice again that was given up: only what is still waiting is sent."""
    if not jobs.start_again(notice):
        return
    record(
        verb="engagement.notice_resumed",
        target=notice,
        by=by,
        sentence=f"{by} asked for the rest of the messages to be sent: {notice.subject}",
    )
    jobs.hand_over("engagement.tasks.notices.send_notice", notice.pk)


@transaction.atomic
def _send_next(job, now):
    """Sends one message; False when none waits any more."""
    waiting = job.deliveries.select_for_update(skip_locked=True).filter(state=State.WAITING)
    delivery = waiting.order_by("pk").first()
    if delivery is None:
        return False
    try:
        message_of(job, delivery).send()
    except (ValueError, SMTPRecipientsRefused) as error:
        # An address that cannot be, or that the server does not take: nothing more to try.
        delivery.state, delivery.error = State.REFUSED, str(error)
    else:
        delivery.state, delivery.sent_at = State.SENT, now
    delivery.save(update_fields=["state", "error", "sent_at"])
    return True
