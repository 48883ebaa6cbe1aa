"""The demonstration's post box: mail is written to a table instead of being sent."""

from email.mime.base import MIMEBase

from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from civilsociety.accounts.models import OutboxMessage


class OutboxBackend(BaseEmailBackend):
    """Stores each message once, by its Message-ID, in the caller's transaction."""

    def send_messages(self, messages):
        for message in messages:
            with transaction.atomic():
                self._store(message)
        return len(messages)

    def _store(self, message):
        html = [alt.content for alt in getattr(message, "alternatives", [])]
        stored, new = OutboxMessage.objects.get_or_create(
            message_id=message.message()["Message-ID"],
            defaults={
                "to": ", ".join(message.recipients()),
                "sender": message.from_email,
                "subject": message.subject,
                "body": message.body,
                "html": html[0] if html else "",
            },
        )
        if new:
            for part in message.attachments:
                stored.attachments.create(**_attachment(part))


def _attachment(part):
    """The columns of an attachment, given in either of the two ways Django allows."""
    if isinstance(part, MIMEBase):
        name, content, media_type = (
            part.get_filename(),
            part.get_payload(decode=True),
            part.get_content_type(),
        )
    else:
        name, content, media_type = part
    if isinstance(content, str):
        content = content.encode()
    return {
        "name": name or "attachment",
        "content": content or b"",
        "media_type": media_type or "application/octet-stream",
    }
