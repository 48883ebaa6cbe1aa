"""Rotation: not too many seats of a group end in one year, so that it never begins from nothing."""

from civilsociety.refusal import Refused
from civilsociety.ui.words import plural, uk_date
from engagement.models import Appointment
from engagement.queries.groups.rotation import (
    has_room,
    most_in_a_year,
    rotating_seats,
    suggested_end,
)


def check_rotation(seat, *, starts_on, ends_on, besides=None):
    """Raises Refused when one seat more would end in that calendar year than the group lets.

    The share is the group's own (`rotation_percent`); one seat may always end. Seats held by
    virtue of a post do not rotate. The sentence names the nearest day that would do.
    """
    if seat.appointment == Appointment.EX_OFFICIO or has_room(seat, ends_on, besides=besides):
        return
    group, most = seat.group, most_in_a_year(seat.group)
    other = suggested_end(seat, starts_on, besides=besides)
    instead = f" Let this term end on {uk_date(other)} instead." if other else ""
    of = plural(rotating_seats(group).count(), "seat", "seats")
    raise Refused(
        f"No more than {most} of {of} may end in one year ({group.rotation_percent} per cent), "
        f"and {ends_on.year} has that many already.{instead}"
    )
