"""The words of messages about meetings."""

from django.conf import settings
from django.urls import reverse

from civilsociety.ui.words import uk_date, uk_time


def agenda_words(meeting, *, changed):
    """(subject, body) of the message that brings an agenda, or one that has changed."""
    word = "Changed" if changed else "Agenda"
    subject = f"{word}: {meeting.title}, {uk_date(meeting.starts_at)}"
    opening = (
        "Something about this meeting has changed."
        if changed
        else "The agenda and the papers of the next meeting are ready."
    )
    return subject, "\n\n".join([opening, _when_and_where(meeting), _link(meeting)])


def cancelled_words(meeting):
    """(subject, body) of the message that calls a meeting off."""
    subject = f"Cancelled: {meeting.title}, {uk_date(meeting.starts_at)}"
    body = f"This meeting will not take place.\n\n{meeting.cancelled_reason}\n\n{_link(meeting)}"
    return subject, body


def _when_and_where(meeting):
    lines = [
        meeting.title,
        f"{uk_date(meeting.starts_at)}, {uk_time(meeting.starts_at)} to {uk_time(meeting.ends_at)}",
        meeting.place,
        "You can join online: the link is on the page." if meeting.remote_link else "",
    ]
    return "\n".join(line for line in lines if line)


def _link(meeting):
    address = reverse("engagement:meeting", args=[meeting.group.slug, meeting.pk])
    return (
        f"Read the papers here (sign in first): {settings.PUBLIC_URL}{address}\n"
        "If an item touches an interest of yours, declare it on that page."
    )
