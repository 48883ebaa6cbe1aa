"""What the officers' desk shows of the money: what waits for this person, and the tools."""

from datetime import date, timedelta

from django.db.models import Sum
from django.urls import reverse

from civilsociety.accounts.permissions import Permission as P
from civilsociety.budget.models import Proposal, Reservation, Statement, Year
from civilsociety.budget.states import ProposalState, ReservationState
from civilsociety.ui import clock
from civilsociety.ui.slots import Card, Task
from civilsociety.ui.words import plural, pounds, uk_date

# A month is enough to settle a year, two weeks to bring a reservation to a decision.
YEAR_END = timedelta(days=31)
EXPIRING = timedelta(days=14)


def tasks_for(user):
    """Proposals, years that end, reservations that expire, statements that failed."""
    today = clock.today()
    tasks = []
    if user.may(P.HOLD_BUDGET):
        tasks += [*_proposals(user), *_failed()]
    if user.may(P.HOLD_BUDGET) or user.may(P.MANAGE_FUNDING):
        tasks += _years(today)
    if user.may(P.MANAGE_FUNDING):
        tasks += _expiring(today)
    return tasks


def tools_for(user):
    """The what-if page and the years."""
    if not user.may(P.READ_BUDGET):
        return []
    return [
        Card(
            title="Can we afford this?",
            url=reverse("budget:trials"),
            summary="Try a ranked list of awards against the money there is.",
        ),
        Card(
            title="Years and statements",
            url=reverse("budget:years"),
            summary="Settle and close a year, read its statement, look at a past day.",
        ),
    ]


def _proposals(user):
    waiting = Proposal.objects.filter(state=ProposalState.WAITING).exclude(proposed_by=user)
    years = {each.pk: each for each in Year.objects.all()}
    by_year = {}
    for pks in waiting.values_list("years", flat=True):
        year = years.get(next(iter(pks), None))
        by_year[year] = by_year.get(year, 0) + 1
    for year, count in by_year.items():
        yield Task(
            title="Approve or decline proposals",
            url=reverse("budget:year_end", args=[year.slug]) if year else reverse("budget:years"),
            detail=f"{plural(count, 'proposal')} for {year}" if year else plural(count, "proposal"),
            urgent=True,
        )


def _failed():
    for each in Statement.objects.filter(state=Statement.State.FAILED).select_related("year"):
        yield Task(
            title=f"The statement of {each.year} could not be made",
            url=reverse("budget:statement", args=[each.year.slug, each.pk]),
            detail="Open it to see why, and have it made again.",
            urgent=True,
        )


def _years(today):
    ending = Year.objects.open().filter(starts_on__lte=_begins_before(today))
    for year in ending:
        over = today > year.ends_on
        yield Task(
            title=f"Settle the year {year}",
            url=reverse("budget:year_end", args=[year.slug]),
            detail="It is over: pay, carry or lapse what is open, then close it."
            if over
            else "It ends soon: see what is still open.",
            due="" if over else f"By {uk_date(year.ends_on)}",
            urgent=over,
        )


def _begins_before(today):
    """The first day of the last year that ends within a month of today, or has ended."""
    soon = today + YEAR_END
    ended = soon.year if (soon.month, soon.day) >= (3, 31) else soon.year - 1
    return date(ended - 1, 4, 1)


def _expiring(today):
    held = Reservation.objects.filter(
        state=ReservationState.HELD, expires_on__range=(today, today + EXPIRING)
    )
    sums = held.order_by("expires_on").aggregate(pence=Sum("held_pence"))
    first = held.order_by("expires_on").first()
    if first:
        yield Task(
            title="Decide on money that is held",
            url=reverse("budget:year_end", args=[first.year.slug]),
            detail=f"{plural(held.count(), 'reservation')} of {pounds(sums['pence'])} will expire",
            due=f"By {uk_date(first.expires_on)}",
            urgent=first.expires_on == today,
        )
