"""On pages of others: what the gate, assessment and panels put there."""

from django.db.models import Q
from django.urls import reverse

from civilsociety.accounts.permissions import Permission as P
from civilsociety.ui import clock
from civilsociety.ui.slots import Card, Task
from civilsociety.ui.words import plural, uk_date
from funding.models import Assessor, Panel, PanelMember
from funding.queries.judging.rounds import not_checked, still_to_declare, to_read
from funding.states import AssessmentState, PanelState


def tasks_for(user):
    """Interests to declare, bids to score, checks to make, panels to hold, minutes to agree."""
    tasks = []
    if user.may(P.ASSESS_APPLICATIONS) or user.may(P.HOLD_BUDGET):
        tasks += [*_to_declare(user), *_papers(user), *_minutes(user)]
    if user.may(P.ASSESS_APPLICATIONS):
        tasks += _to_score(user)
    if user.may(P.MANAGE_FUNDING):
        tasks += [*_to_check(user), *_panels(clock.today())]
    return tasks


def tools_for(user):
    """The hub, panels, and the bids to assess."""
    tools = []
    if any(user.may(each) for each in (P.MANAGE_FUNDING, P.HOLD_BUDGET)):
        tools.append(
            Card(
                title="Funding",
                url=reverse("funding:desk"),
                summary="Rounds, bids, panels and what waits.",
            )
        )
    if user.may(P.ASSESS_APPLICATIONS):
        tools.append(
            Card(
                title="Bids to assess",
                url=reverse("funding:assess"),
                summary="Declare your interests, read the bids given to you, score them.",
            )
        )
    if tools:
        tools.append(
            Card(
                title="Panels",
                url=reverse("funding:panels"),
                summary="Papers, meetings and minutes.",
            )
        )
    return tools


def public_addresses():
    """Addresses of public pages, for search engines: there are none."""
    return []


def panels_for(award, user, now):
    """Parts of the grant holder's page of an award: none, nobody's scores are shown there."""
    return []


def to_declare(user):
    """Rounds in which this person has to declare interests before anything opens."""
    listed = still_to_declare(Assessor.objects.filter(person=user))
    seats = still_to_declare(PanelMember.objects.filter(person=user), call="panel__call")
    seats = seats.exclude(panel__state__in=[PanelState.HELD, PanelState.AGREED])
    calls = [each.call for each in listed.select_related("call__programme")]
    calls += [each.panel.call for each in seats.select_related("panel__call__programme")]
    return list(dict.fromkeys(calls))


def _to_declare(user):
    for call in to_declare(user):
        yield Task(
            title=f"Declare your interests: {call}",
            url=reverse("funding:interests", args=[call.pk]),
            detail="Bids and papers open to you after it.",
        )


def _to_score(user):
    waiting = to_read(user).filter(state=AssessmentState.DRAWN).count()
    if waiting:
        yield Task(
            title="Score the bids given to you",
            url=reverse("funding:assess"),
            detail=f"{plural(waiting, 'bid')} to read",
        )


def _to_check(user):
    waiting = not_checked(user).count()
    if waiting:
        first = not_checked(user).first()
        yield Task(
            title="Check bids that came in",
            url=reverse("admin:funding_application_changelist") + "?state__exact=submitted",
            detail=f"{plural(waiting, 'bid')}, the first since {uk_date(first.submitted_at)}",
        )


def _panels(today):
    waiting = Panel.objects.filter(
        Q(state=PanelState.ISSUED, meets_on__lte=today)
        | Q(state=PanelState.PREPARING, meets_on__lte=today)
    )
    for panel in waiting:
        issued = panel.state == PanelState.ISSUED
        yield Task(
            title=f"{'Write down what was decided' if issued else 'Issue the paper'}: {panel}",
            url=reverse("funding:panel", args=[panel.pk]),
            due=f"Met on {uk_date(panel.meets_on)}" if issued else "The day has come",
            urgent=True,
        )


def _papers(user):
    """Papers that are out, for members who may read them."""
    undeclared = still_to_declare(PanelMember.objects.filter(person=user), call="panel__call")
    seats = PanelMember.objects.filter(person=user, panel__state=PanelState.ISSUED)
    for seat in seats.exclude(pk__in=undeclared.values("pk")).select_related("panel"):
        yield Task(
            title=f"Read the paper: {seat.panel}",
            url=reverse("funding:panel", args=[seat.panel_id]),
            due=f"Meets on {uk_date(seat.panel.meets_on)}",
        )


def _minutes(user):
    for panel in Panel.objects.filter(state=PanelState.HELD, chair=user):
        yield Task(
            title=f"Agree the minute: {panel}",
            url=reverse("funding:minute", args=[panel.pk]),
            detail="You were in the chair.",
        )
