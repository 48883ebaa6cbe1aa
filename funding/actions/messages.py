"""Messages that an act writes and the worker sends, each once."""

from hashlib import sha256
from smtplib import SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from civilsociety.audit.actions import jobs
from funding.models import Message

TASK = "funding.tasks.messages.send_message"


def write(*, key, to, words, now):
    """Puts a message (subject, body) in the post with the act that causes it.

    The same key again is the same message. Call it in a transaction; it leaves on commit.
    """
    subject, body = words
    subject = " ".join(subject.split())[:250]
    message, new = Message.objects.get_or_create(
        key=f"{key}:{sha256(to.lower().encode()).hexdigest()[:16]}",
        defaults={"to": to, "subject": subject, "body": body, "made_at": now},
    )
    if new:
        jobs.hand_over(TASK, message.pk)
    return message


@transaction.atomic
def send(*, pk, now):
    """Sends one message and forgets its words; nothing where it went out already.

    The row stays locked while the mail server is asked. Should the machine die between its yes
    and our note of it, the copy has the same Message-ID as the message.
    """
    waiting = Message.objects.select_for_update().filter(pk=pk, sent_at=None, error="")
    if (message := waiting.first()) is None:
        return False
    host = urlsplit(settings.PUBLIC_URL).hostname
    mail = EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.to],
        headers={"Message-ID": f"<funding-{message.pk}@{host}>"},
    )
    try:
        mail.send()
    except (ValueError, SMTPRecipientsRefused) as error:
        # An address that cannot be, or that the server does not take: nothing more to try.
        message.error = str(error)[:300] or "refused"
    else:
        message.sent_at, message.body = now, ""
    message.save()
    return True
