"""Seats of a group as its officers see them: with names, and with what may be done."""

from dataclasses import dataclass

from engagement.models import Seat, Term
from engagement.queries.groups.rotation import DAY


@dataclass(frozen=True)
class SeatRow:
    """A standing seat, who holds it today and who comes next."""

    seat: Seat
    holder: Term | None
    coming: Term | None

    @property
    def follows_on(self):
        """The day on which whoever follows would begin; None while the seat is vacant."""
        return self.holder.last_day + DAY if self.holder else None


def seat_rows(group, today):
    """Every standing seat of a group, in two queries."""
    terms = Term.objects.filter(seat__group=group).held().running_from(today)
    terms = list(terms.select_related("seat", "organisation", "user").order_by("starts_on", "pk"))
    rows = []
    for seat in group.seats.filter(abolished_on=None):
        theirs = [term for term in terms if term.seat_id == seat.pk]
        holder = next((term for term in theirs if term.starts_on <= today), None)
        coming = next((term for term in theirs if term.starts_on > today), None)
        rows.append(SeatRow(seat, holder, coming))
    return rows
