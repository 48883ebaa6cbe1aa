"""Officers' acts on seats: add, change, abolish, and appoint somebody to one."""

from datetime import date

from civilsociety.refusal import why_not
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_page, sent
from engagement.forms.groups.seats import AbolishSeatForm, AddSeatForm, ChangeSeatForm
from engagement.forms.groups.terms import AppointForm
from engagement.rules.groups import (
    check_can_abolish_seat,
    check_can_change_group,
    check_can_change_seat,
)
from engagement.views.groups.access import (
    BASE,
    group_or_404,
    officers,
    page_of,
    seat_or_404,
    trail_of,
)


@officers
def add(request, slug):
    """Adds a seat to a group."""
    group = group_or_404(slug)
    form = AddSeatForm(*sent(request), subject=group, by=request.user, now=clock.now())
    return _page(request, form, group, why_not(check_can_change_group, group))


@officers
def change(request, slug, pk):
    """Changes a seat."""
    seat = seat_or_404(slug, pk)
    form = ChangeSeatForm(
        *sent(request), subject=seat.group, seat=seat, by=request.user, now=clock.now()
    )
    return _page(request, form, seat.group, _refusal(seat))


@officers
def abolish(request, slug, pk):
    """Abolishes a seat that nobody holds."""
    seat, today = seat_or_404(slug, pk), clock.today()
    form = AbolishSeatForm(
        *sent(request), subject=seat, by=request.user, now=clock.now(), initial={"on": today}
    )
    return _page(request, form, seat.group, why_not(check_can_abolish_seat, seat, on=today))


@officers
def appoint(request, slug, pk):
    """Gives somebody a seat; the last day that keeps to the rotation is filled in."""
    seat = seat_or_404(slug, pk)
    form = AppointForm(
        *sent(request),
        subject=seat.group,
        seat=seat,
        by=request.user,
        now=clock.now(),
        initial=_asked_days(request),
    )
    return _page(request, form, seat.group, _refusal(seat))


def _asked_days(request):
    """The days a link filled in, where they are days."""
    days = {}
    for name in ("starts_on", "ends_on"):
        try:
            day = date.fromisoformat(request.GET.get(name, ""))
        except ValueError:
            continue
        if 1990 <= day.year <= 2100:
            days[name] = day
    return days


def _refusal(seat):
    return why_not(check_can_change_seat, seat, is_chair=seat.is_chair)


def _page(request, form, group, refusal):
    to = page_of(group)
    return act_page(request, form, to=to, trail=trail_of(group), refusal=refusal, **BASE)
