"""When a seat may be added, changed or abolished."""

from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import uk_date
from engagement.models import Term
from engagement.rules.groups.groups import check_can_change_group
from engagement.states import ElectionState

OVER = (ElectionState.DECLARED, ElectionState.CANCELLED)


def check_can_add_seat(group, *, is_chair, besides=None):
    """Raises Refused for a closed group, and for a second chair."""
    check_can_change_group(group)
    chairs = group.seats.filter(is_chair=True, abolished_on=None)
    if besides is not None:
        chairs = chairs.exclude(pk=besides.pk)
    if is_chair and (chair := chairs.first()):
        raise Refused(f"{group} has a chair already: the seat “{chair}”. A group has one.")


def check_can_change_seat(seat, *, is_chair):
    """Raises Refused for a seat that was abolished, and for a second chair."""
    if seat.abolished_on:
        raise Refused(f"This seat was abolished on {uk_date(seat.abolished_on)}.")
    check_can_add_seat(seat.group, is_chair=is_chair, besides=seat)


def check_can_abolish_seat(seat, *, on):
    """Raises Refused while somebody holds the seat, or an election fills it."""
    check_can_change_seat(seat, is_chair=seat.is_chair)
    holder = Term.objects.filter(seat=seat).held().running_from(on).order_by("starts_on").first()
    if holder:
        raise Refused(
            f"{holder.name} holds this seat until {uk_date(holder.last_day)}. End the term first."
        )
    elections = seat.group.elections.filter(seats__seat=seat).exclude(state__in=OVER)
    if election := elections.first():
        raise Refused(f"“{election}” is to fill this seat. Wait for it, or cancel it first.")


def can_abolish_seat(seat, *, on):
    """Whether the seat may be abolished on that day."""
    return allows(check_can_abolish_seat, seat, on=on)
