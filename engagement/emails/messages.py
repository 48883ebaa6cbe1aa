"""What is the same in every message to members."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage


def message_id(name):
    """The same name gives the same Message-ID: a copy sent twice can be told from the message."""
    return f"<{name}@{urlsplit(settings.PUBLIC_URL).hostname}>"


def message_of(notice, delivery):
    """The message of one delivery, complete; what only this reader gets stands after the text."""
    parts = [notice.body.strip(), delivery.extra.strip()]
    return EmailMessage(
        subject=notice.subject,
        body="\n\n".join(part for part in parts if part) + "\n",
        to=[delivery.email],
        headers={"Message-ID": message_id(f"notice-{delivery.pk}")},
    )
