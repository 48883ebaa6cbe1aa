"""The words of messages about a pilot's milestones."""

from django.conf import settings
from django.template.loader import render_to_string


def words(name, *, award, **context):
    """(subject, body) of a message; the first line of its template is the subject."""
    context |= {
        "award": award,
        "council": settings.COUNCIL_NAME,
        "contact": award.programme.contact_email or settings.CONTACT_EMAIL,
    }
    text = render_to_string(f"emails/funding/partners/{name}.txt", context).strip()
    subject, _, body = text.partition("\n")
    return subject.strip()[:250], body.strip() + "\n"
