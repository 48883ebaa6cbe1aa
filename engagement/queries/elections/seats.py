"""Seats an election can fill, and those who were elected to them."""

from dataclasses import dataclass

from django.db.models import Prefetch

from civilsociety.ui.words import uk_date
from engagement.models import Appointment, Seat, Term


@dataclass(frozen=True)
class SeatChoice:
    """A seat, and what an officer should know before choosing it."""

    seat: Seat
    note: str


def seat_choices(election):
    """The group's seats that are filled by election, each with who holds it until when."""
    terms = Term.objects.filter(ended_on=None, ends_on__gte=election.term_starts_on)
    seats = (
        election.group.seats.filter(abolished_on=None, appointment=Appointment.ELECTED)
        .prefetch_related(Prefetch("terms", queryset=terms, to_attr="held"))
        .order_by("-is_chair", "order", "pk")
    )
    return [SeatChoice(seat, _note(seat)) for seat in seats]


def _note(seat):
    kept = " in ".join(
        part for part in (seat.get_kind_display(), seat.get_district_display()) if part
    )
    kept = f"Kept for: {kept}. " if kept else ""
    if seat.held:
        return f"{kept}Held until {uk_date(seat.held[0].ends_on)}: it is not free when terms begin."
    return f"{kept}Free when the terms begin; a term lasts {seat.term_months} months."
