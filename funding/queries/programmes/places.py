"""On pages of others: what programmes, their calls, their prospectus and alerts put there."""

from datetime import timedelta

from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.ui import clock
from civilsociety.ui.slots import Card, Task
from civilsociety.ui.words import uk_date, uk_datetime
from funding.models import Call, Programme, ProgrammeKind
from funding.queries.programmes.listing import offers
from funding.states import CallState, ProgrammeState

SOON = timedelta(days=21)
MOST_ON_FRONT = 4


def open_now():
    """Cards for the front page: what is open, then what opens soon."""
    now = clock.now()
    found = [offer for offer in offers(now=now) if offer.group in {"open", "coming"}]
    shown = [offer for offer in found if offer.group == "open" or offer.call.opens_at < now + SOON]
    return [_card(offer) for offer in shown[:MOST_ON_FRONT]]


def _card(offer):
    return Card(
        title=offer.programme.name,
        url=offer.url,
        summary=offer.programme.summary,
        status=offer.status,
        action="See what you can apply for" if offer.group == "open" else "Read what it is for",
    )


def tasks_for(user):
    """Rounds that are planned to open soon and are not published (Tasks)."""
    if not user.may(Permission.MANAGE_FUNDING):
        return []
    now = clock.now()
    drafts = Call.objects.filter(state=CallState.DRAFT, opens_at__lt=now + SOON)
    return [
        Task(
            title=f"Publish {call.programme}, {call.name}",
            url=reverse("admin:funding_call_change", args=[call.pk]),
            detail=f"It is planned to open at {uk_datetime(call.opens_at)} and is not published.",
            due=f"By {uk_date(call.opens_at)}",
            urgent=True,
        )
        for call in drafts.select_related("programme").order_by("opens_at")
    ]


def tools_for(user):
    """Where programmes and rounds are prepared (Cards)."""
    if not user.may(Permission.MANAGE_FUNDING):
        return []
    return [
        Card(
            title="Programmes and rounds",
            url=reverse("admin:funding_programme_changelist"),
            summary="What is on offer: texts, criteria, forms, dates, and who is told.",
        )
    ]


def public_addresses():
    """Addresses of public pages, for search engines."""
    programmes = Programme.objects.public().order_by("pk")
    with_a_form = Call.objects.filter(programme__kind=ProgrammeKind.GRANT_ROUND)
    calls = with_a_form.public().exclude(programme__state=ProgrammeState.DRAFT)
    return [
        reverse("funding:index"),
        reverse("funding:alerts"),
        *(each.get_absolute_url() for each in programmes),
        *(
            reverse("funding:call_form", args=[call.programme.slug, call.number])
            for call in calls.select_related("programme").order_by("pk")
        ),
    ]


def panels_for(award, user, now):
    """Parts of the grant holder's page of an award (Panels)."""
    return []
