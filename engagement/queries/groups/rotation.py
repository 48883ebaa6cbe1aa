"""Who leaves when: the ends of terms by year, and ends that keep within a group's share."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from engagement.models import Appointment, Term

DAY = timedelta(days=1)
SHORTEST_DAYS = 182  # what is shorter than half a year is not worth an election
LATER_YEARS = 3
LAST_YEAR = 9000  # far before the calendar ends


@dataclass(frozen=True)
class YearOfEnds:
    """The seats whose terms end in one calendar year, against the most that may."""

    year: int
    seats: list
    most: int
    of: int  # seats that rotate

    @property
    def percent(self):
        """The share of the rotating seats, in whole per cent."""
        return round(100 * len(self.seats) / self.of) if self.of else 0

    @property
    def is_over(self):
        """Whether more seats end than the group's own rule lets."""
        return len(self.seats) > self.most


def rotating_seats(group):
    """Seats that rotate: standing ones, but for those held by virtue of a post."""
    return group.seats.filter(abolished_on=None).exclude(appointment=Appointment.EX_OFFICIO)


def most_in_a_year(group):
    """How many seats may end in one calendar year: the group's share, one at the least."""
    return _most(group, rotating_seats(group).count())


def _most(group, seats):
    return max(1, seats * group.rotation_percent // 100)


def planned_ends(group, *, besides=None):
    """(seat, last day) of every term of a rotating seat that runs its course.

    Who stood down early left by no plan, so that end binds nobody else.
    """
    terms = Term.objects.filter(seat__in=rotating_seats(group), ended_on=None)
    if besides is not None:
        terms = terms.exclude(pk=besides.pk)
    return list(terms.values_list("seat_id", "ends_on"))


def ends_by_year(group, today):
    """A YearOfEnds for this year and each later one in which a term ends."""
    seats = list(rotating_seats(group))
    named = {seat.pk: seat for seat in seats}
    by_year = {today.year: {}}
    for seat, ends_on in planned_ends(group):
        if ends_on.year >= today.year:
            by_year.setdefault(ends_on.year, {})[seat] = named[seat]
    most = _most(group, len(seats))
    return [
        YearOfEnds(year, list(found.values()), most, len(seats))
        for year, found in sorted(by_year.items())
    ]


def others_ending(seat, year, *, besides=None):
    """How many other seats of the group have a term that ends in a calendar year."""
    ends = planned_ends(seat.group, besides=besides)
    return len({each for each, on in ends if on.year == year and each != seat.pk})


def has_room(seat, ends_on, *, besides=None):
    """Whether a term of the seat may end on this day within the group's share."""
    if seat.appointment == Appointment.EX_OFFICIO:
        return True
    others = others_ending(seat, ends_on.year, besides=besides)
    return others < most_in_a_year(seat.group)


def full_end(seat, starts_on):
    """The last day of a term of the seat's whole length."""
    return months_after(starts_on, seat.term_months) - DAY


def months_after(day, months):
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(year, LAST_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def suggested_end(seat, starts_on, *, besides=None):
    """The last day that keeps within the share: the full length, else shorter, else longer.

    None when every year near is taken.
    """
    for day in possible_ends(seat, starts_on):
        if has_room(seat, day, besides=besides):
            return day
    return None


def possible_ends(seat, starts_on):
    """Last days worth offering, the best first."""
    full = full_end(seat, starts_on)
    yield full
    for year in range(full.year - 1, starts_on.year - 1, -1):
        same_day = months_after(full, -12 * (full.year - year))
        for day in (same_day, date(year, 12, 31)):
            if (day - starts_on).days >= SHORTEST_DAYS:
                yield day
                break
    for later in range(1, LATER_YEARS + 1):
        yield months_after(full, 12 * later)


def staggered(group, starts_on):
    """(seat, last day) for each vacant rotating seat, so that no year takes too many.

    For the first members of a group, who would otherwise all leave together. The last day is
    None where no year has room.
    """
    taken = {}
    for seat, on in planned_ends(group):
        taken.setdefault(on.year, set()).add(seat)
    seats = list(rotating_seats(group))
    most, proposals = _most(group, len(seats)), []
    held = set(
        Term.objects.filter(seat__in=seats).running_from(starts_on).values_list("seat", flat=True)
    )
    for seat in seats:
        if seat.pk in held:
            continue
        end = next((d for d in possible_ends(seat, starts_on) if _free(taken, d, most)), None)
        if end:
            taken.setdefault(end.year, set()).add(seat.pk)
        proposals.append((seat, end))
    return proposals


def _free(taken, day, most):
    return len(taken.get(day.year, ())) < most
