"""The dates of rounds as a calendar."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from civilsociety.ui.icalendar import Event, calendar
from civilsociety.ui.words import pounds, uk_datetime
from funding.models import Call
from funding.states import ProgrammeState

# What is longer over than this, nobody plans with.
PAST = timedelta(days=365)


def calendar_of(programme=None, *, now):
    """The dates of every public round, or of one programme's, as the bytes of a calendar."""
    calls = (
        Call.objects.public()
        .exclude(programme__state=ProgrammeState.DRAFT)
        .filter(
            Q(programme=programme) if programme else Q(),
            decision_by__gte=timezone.localdate(now) - PAST,
        )
        .select_related("programme")
        .order_by("opens_at", "pk")
    )
    name = f"{programme}: dates" if programme else f"Funding from {settings.COUNCIL_NAME}"
    return calendar(name, [event for call in calls for event in _events(call)])


def _events(call):
    yield _event(call, "opens", call.opens_at, "opens")
    yield _event(call, "closes", call.closes_at, "closes for applications")
    if call.panel_on:
        yield _event(call, "panel", call.panel_on, "the panel meets")
    yield _event(call, "hear", call.decision_by, "applicants hear by today")


def _event(call, key, at, what):
    programme = call.programme
    host = urlsplit(settings.PUBLIC_URL).hostname
    return Event(
        uid=f"call-{call.pk}-{key}@{host}",
        at=at,
        summary=f"{programme.name}, {call.name}: {what}",
        stamp=call.changed_at or call.published_at or call.opens_at,
        description=_description(call),
        url=settings.PUBLIC_URL + reverse("funding:programme", args=[programme.slug]),
        sequence=call.changes,
        cancelled=bool(call.cancelled_why),
    )


def _description(call):
    if call.cancelled_why:
        return f"Cancelled. {call.cancelled_why}"
    lines = [
        call.programme.summary,
        f"Money in this round: {pounds(call.money_pence)}",
        f"Closes: {uk_datetime(call.closes_at)} (UK time)",
    ]
    if call.changed_why:
        lines.append(f"New dates: {call.changed_why}")
    return "\n".join(lines)
