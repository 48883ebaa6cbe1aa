"""What the front page and the officers' desk show of consultations."""

from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.ui import clock
from civilsociety.ui.slots import Card, Task
from civilsociety.ui.words import plural, uk_date, uk_datetime
from consultations.models import Consultation
from consultations.states import ConsultationState, FormatRequestState, Phase

SOON = timedelta(days=14)


def open_now():
    """A card for each consultation that is open, and for those that open within two weeks."""
    now = clock.now()
    found = Consultation.objects.filter(
        state=ConsultationState.LAUNCHED, closes_at__gt=now, opens_at__lte=now + SOON
    ).order_by("closes_at")
    return [_card(consultation, now) for consultation in found[:6]]


def _card(consultation, now):
    is_open = consultation.phase(now) == Phase.OPEN
    return Card(
        title=consultation.title,
        url=consultation.get_absolute_url(),
        summary=consultation.summary,
        status=f"Open until {consultation.until}"
        if is_open
        else f"Opens at {uk_datetime(consultation.opens_at)}",
        action="Have your say" if is_open else "Read the draft",
    )


def tools_for(user):
    """The way to the officers' list of consultations."""
    if not user.may(Permission.MANAGE_CONSULTATIONS):
        return []
    return [
        Card(
            title="Consultations",
            url=reverse("consultations:prepare_list"),
            summary="Prepare, launch, follow, read and answer.",
        )
    ]


def tasks_for(user):
    """What waits for an officer: requests for formats, closings, decisions that come near."""
    if not user.may(Permission.MANAGE_CONSULTATIONS):
        return []
    now = clock.now()
    waiting = [FormatRequestState.RECEIVED, FormatRequestState.PREPARING]
    found = Consultation.objects.filter(
        state__in=[ConsultationState.LAUNCHED, ConsultationState.DRAFT]
    ).annotate(requests=Count("format_requests", filter=Q(format_requests__state__in=waiting)))
    return [task for each in found for task in _tasks(each, now)]


def _tasks(consultation, now):
    overview = reverse("consultations:prepare_overview", args=[consultation.slug])
    if consultation.requests:
        yield Task(
            title="Answer requests for other formats",
            url=reverse("consultations:prepare_format_requests", args=[consultation.slug]),
            detail=f"{plural(consultation.requests, 'request')} for “{consultation.title}”",
            urgent=True,
        )
    if consultation.state == ConsultationState.DRAFT:
        if consultation.opens_at and now < consultation.opens_at < now + SOON:
            yield Task(
                title=f"Launch “{consultation.title}”",
                url=overview,
                detail="It is planned to open soon and is not launched.",
                due=f"By {uk_date(consultation.opens_at)}",
                urgent=True,
            )
    elif consultation.phase(now) == Phase.CLOSED:
        day = consultation.decision_expected_on
        yield Task(
            title=f"Answer “{consultation.title}”",
            url=overview,
            detail="It has closed: read the responses, write findings, publish the report.",
            due=f"Decision on {uk_date(day)}" if day else "",
        )
