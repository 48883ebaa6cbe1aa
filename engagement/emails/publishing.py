"""The words of messages that something was published: (subject, body)."""

from django.conf import settings
from django.template.loader import render_to_string


def published(version):
    """A version of a strategy can be read by everybody."""
    context = {
        "version": version,
        "address": f"{settings.PUBLIC_URL}{version.get_absolute_url()}",
        "council": settings.COUNCIL_NAME,
    }
    body = render_to_string("emails/engagement/version_published.txt", context).strip()
    return f"Published: {version}"[:200], body


def as_member(body):
    """A message for everybody, with why a member of a group gets it."""
    return f"{body}\n\nYou get this message because you sit on a group that advises us."
