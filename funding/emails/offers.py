"""The messages about notices, offers and outcomes: their words and their headers."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from civilsociety.documents import markdown_to_text


def message_id(name):
    """The same name gives the same Message-ID: a copy sent twice can be told from the message."""
    return f"<{name}@{urlsplit(settings.PUBLIC_URL).hostname}>"


def letter_message(letter, address):
    """One letter to one address; an offer carries the same words as a PDF."""
    attachments = []
    if letter.pdf:
        name = f"offer-{letter.award.number}.pdf"
        attachments.append((name, bytes(letter.pdf), "application/pdf"))
    return EmailMessage(
        subject=letter.subject,
        body=markdown_to_text(letter.body).strip() + "\n",
        to=[address],
        headers={"Message-ID": message_id(f"letter-{letter.pk}-{letter.to.index(address)}")},
        attachments=attachments,
    )


def notice_message(notice, addresses):
    """The notice of minimal financial assistance, with the link to confirm it."""
    link = reverse("funding:assistance", args=[notice.pk])
    return EmailMessage(
        subject=_line(f"Confirm what help you had: {notice.application.title}"),
        body=_words("notice", notice=notice, application=notice.application, link=link),
        to=addresses,
        headers={"Message-ID": message_id(f"assistance-{notice.pk}")},
    )


def reminder(award):
    """A week is left to answer an offer: (subject, body)."""
    link = reverse("funding:offer", args=[award.pk])
    subject = _line(f"Answer our offer: {award.title}")
    return subject, _words("offer_reminder", award=award, link=link)


def lapsed(award):
    """Nobody answered the offer in time: (subject, body)."""
    link = reverse("funding:award", args=[award.pk])
    return _line(f"Our offer has lapsed: {award.title}"), _words(
        "offer_lapsed", award=award, link=link
    )


def _line(text):
    """A subject: one line, whatever somebody typed into a title."""
    return " ".join(text.split())[:200]


def _words(name, *, link, **more):
    subject = more.get("award") or more["application"].call
    context = {
        "link": f"{settings.PUBLIC_URL}{link}",
        "council": settings.COUNCIL_NAME,
        "contact": subject.programme.contact_email or settings.CONTACT_EMAIL,
        **more,
    }
    return render_to_string(f"emails/funding/{name}.txt", context).strip() + "\n"
