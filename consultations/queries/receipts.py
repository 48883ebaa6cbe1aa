"""The receipt of a response: a document its sender keeps."""

from django.conf import settings
from django.utils import timezone

from civilsociety.documents.content import Document, Facts, Heading, Prose
from civilsociety.documents.pdf import to_pdf
from civilsociety.ui.words import uk_date, uk_datetime
from consultations.models import Response
from consultations.models.response import Channel, Consent
from consultations.queries.words import answers_of


def receipt_document(response_pk):
    """The file's name and the PDF: reference, answers as sent, what happens next.

    Equality answers are not in it: they are kept apart from the response.
    """
    response = Response.objects.select_related("consultation", "version").get(pk=response_pk)
    return f"{response.reference}.pdf", to_pdf(receipt_of(response))


def receipt_of(response):
    """The receipt as a document."""
    consultation = response.consultation
    sent = response.changed_at or response.submitted_at
    return Document(
        title="Your response",
        subtitle=consultation.title,
        reference=response.reference,
        issued_on=timezone.localdate(sent),
        publisher=settings.COUNCIL_NAME,
        html_address=f"{settings.PUBLIC_URL}/consultations/{consultation.slug}/",
        language="en-GB",
        contents=False,
        summary=_summary(response, sent),
        blocks=(*_answers(response), *_next(consultation)),
    )


def _summary(response, sent):
    rows = [
        ("Changed" if response.changed_at else "Sent", uk_datetime(sent)),
        ("Received", Channel(response.channel).label),
        ("Publishing", Consent(response.consent).label),
    ]
    if response.organisation_name:
        rows.append(("Organisation", response.organisation_name))
    return tuple(rows)


def _answers(response):
    for section, rows in answers_of(response):
        yield Heading(section.title)
        yield Facts(
            tuple((question.text, "\n\n".join(map(_plain, lines))) for question, lines in rows)
        )


def _plain(text):
    """Somebody's words in a place that takes Markdown: every sign of it as it was typed."""
    signs = "\\`*_{}[]()#+-.!|<>&~=:"
    return "".join(f"\\{letter}" if letter in signs else letter for letter in text).replace(
        "\n", "  \n"
    )


def _next(consultation):
    yield Heading("What happens next")
    yield Prose(next_words(consultation))


def next_words(consultation):
    """What happens after sending, and by when, as Markdown."""
    lines = [f"You can change or withdraw your response until {consultation.until}."]
    lines.append(
        "We read every response, and publish what you said and what we did within 12 weeks of "
        "closing."
    )
    if consultation.decision_expected_on:
        lines.append(f"The decision is expected on {uk_date(consultation.decision_expected_on)}.")
    if consultation.what_happens_next:
        lines.append(consultation.what_happens_next)
    return "\n\n".join(lines)
