"""The demonstration's post box: mail is written to a table instead of being sent."""

from django.core.mail.backends.base import BaseEmailBackend

from civilsociety.accounts.models import OutboxMessage


class OutboxBackend(BaseEmailBackend):
    """Stores each message once, by its Message-ID, in the caller's transaction."""

    def send_messages(self, messages):
        for message in messages:
            self._store(message)
        return len(messages)

    def _store(self, message):
        html = [alt.content for alt in getattr(message, "alternatives", []) or []]
        OutboxMessage.objects.get_or_create(
            message_id=message.message()["Message-ID"],
            defaults={
                "to": ", ".join(message.to),
                "sender": message.from_email,
                "subject": message.subject,
                "body": message.body,
                "html": html[0] if html else "",
                "attachments": [part[0] for part in message.attachments if isinstance(part, tuple)],
            },
        )
