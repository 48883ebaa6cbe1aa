"""The words of the messages this app sends."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse


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
