"""What a trial is tried against: the money of open years, and what already holds it."""

from django.db.models import F, Q, Sum

from civilsociety.budget.models import Ceiling, Head, Line, Reservation, ReservationLeg, Trial, Year
from civilsociety.budget.states import ReservationState


def years_to_try(today):
    """This year and those after it, as far as they are open."""
    this = Year.objects.holding(today).first()
    found = Year.objects.open()
    return list(found.filter(starts_on__gte=this.starts_on) if this else found)


def heads_to_try():
    """What awards can be for."""
    return list(Head.objects.filter(is_unallocated=False).select_related("single_source"))


def sources_by_year(years):
    """The sources of each year (by its id), in the order of odd pennies."""
    found = {each.pk: [] for each in years}
    ceilings = Ceiling.objects.filter(year__in=years).select_related("source")
    for ceiling in ceilings.order_by("source__position"):
        found[ceiling.year_id].append(ceiling.source)
    return found


def standing(years, *, counted_free=()):
    """(year, head, source) → (available, drawn) in pence; what `counted_free` holds is free."""
    lines = Line.objects.filter(year__in=years).values_list("year", "head", "source")
    found = {
        (year, head, source): (available, drawn)
        for year, head, source, available, drawn in lines.order_by().annotate(
            free=Sum("available_pence"),
            given=Sum(F("reserved_pence") + F("committed_pence") + F("paid_pence")),
        )
    }
    for key, held in _held(years, counted_free):
        available, drawn = found.get(key, (0, 0))
        found[key] = (available + held, drawn - held)
    return found


def _held(years, reservations):
    if not reservations:
        return
    legs = ReservationLeg.objects.filter(reservation__in=reservations, line__year__in=years)
    for leg in legs.select_related("line"):
        yield (leg.line.year_id, leg.line.head_id, leg.line.source_id), leg.held_pence


def held_reservations(years):
    """Reservations of these years that hold money now, the first to expire first."""
    held = Reservation.objects.filter(state=ReservationState.HELD, year__in=years)
    return held.select_related("head", "year", "payee").order_by("expires_on", "pk")


def trials():
    """Saved trials, the last changed first, with what they ask for in all."""
    found = Trial.objects.select_related("made_by").order_by("-changed_at", "-pk")
    return found.annotate(asked_pence=Sum("awards__amount_pence"))


def awards_of(trial):
    """The awards of a trial in rank order."""
    return trial.awards.select_related("head__single_source", "year", "reservation")


def lines_behind(trial):
    """The ids of every line that turning the trial into reservations would touch."""
    legs = ReservationLeg.objects.filter(reservation__in=trial.counted_free.all())
    touched = Q(pk__in=legs.values("line"))
    for year, head in trial.awards.order_by().values_list("year", "head").distinct():
        touched |= Q(year=year, head=head)
    return list(Line.objects.filter(touched).values_list("pk", flat=True))
