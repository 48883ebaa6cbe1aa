"""The words of the messages this app sends, and what their headers say."""

from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from consultations.states import Phase


def announcement(issue):
    """Subject and body of the message that a report is published."""
    consultation = issue.report.consultation
    path = reverse("consultations:report", args=[consultation.slug])
    context = {
        "consultation": consultation,
        "issue": issue,
        "address": f"{settings.PUBLIC_URL}{path}",
        "council": settings.COUNCIL_NAME,
    }
    if issue.number == 1:
        subject = f"You said, we did: {consultation.title}"
    else:
        subject = f"Corrected: You said, we did: {consultation.title}"
    return subject, render_to_string("emails/consultations/announcement.txt", context).strip()


def confirmation(registration, now):
    """Subject and body of the message that somebody will be told the outcome."""
    consultation = registration.consultation
    context = {
        "consultation": consultation,
        "open": consultation.phase(now) == Phase.OPEN,
        "address": f"{settings.PUBLIC_URL}{consultation.get_absolute_url()}",
        "stop": unsubscribe_address(registration),
        "council": settings.COUNCIL_NAME,
        "contact": consultation.contact_email or settings.CONTACT_EMAIL,
    }
    subject = f"We will tell you the outcome: {consultation.title}"
    return subject, render_to_string("emails/consultations/registered.txt", context).strip() + "\n"


def unsubscribe_address(registration):
    """Where whoever holds the message says that they want no more of them."""
    return f"{settings.PUBLIC_URL}{reverse('consultations:unsubscribe', args=[registration.token])}"


def message_id(name):
    """The same name gives the same Message-ID: a copy sent twice can be told from the message."""
    return f"<{name}@{urlsplit(settings.PUBLIC_URL).hostname}>"
