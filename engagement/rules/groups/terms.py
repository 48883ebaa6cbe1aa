"""When somebody may come to a seat, stay longer, or leave it."""

from civilsociety.refusal import Refused
from civilsociety.ui.words import plural, uk_date
from engagement.models import Appointment, Term, TermEnding
from engagement.queries.groups.people import (
    next_term,
    overlapping,
    terms_in_a_row,
    terms_of_person,
)
from engagement.queries.groups.rotation import DAY, full_end, months_after
from engagement.rules.groups.rotation import check_rotation
from engagement.rules.groups.seats import check_can_change_seat

LONGEST_EXTENSION = 12  # months beyond the whole length of the seat's term


def check_can_appoint(seat, *, starts_on, ends_on, name, user=None, email=""):
    """Raises Refused unless this person may hold the seat on these days, both inclusive."""
    check_can_change_seat(seat, is_chair=seat.is_chair)
    if not name.strip():
        raise Refused("Say who takes the seat.")
    if ends_on < starts_on:
        raise Refused("The term must end after it starts. Check the two dates.")
    if user is not None and not user.is_active:
        raise Refused("Their account is closed. Appoint them without an account.")
    if holder := overlapping(Term.objects.filter(seat=seat), starts_on, ends_on).first():
        raise Refused(
            f"{holder.name} holds this seat from {uk_date(holder.starts_on)} to "
            f"{uk_date(holder.last_day)}. Choose other days, or end that term first."
        )
    person = {"user": user, "email": email, "name": name}
    _check_one_seat(seat, starts_on, ends_on, person)
    check_rotation(seat, starts_on=starts_on, ends_on=ends_on)
    _check_terms_in_a_row(seat, starts_on, person)


def _check_one_seat(seat, starts_on, ends_on, person):
    theirs = terms_of_person(seat.group, **person).exclude(seat=seat)
    if other := overlapping(theirs, starts_on, ends_on).first():
        raise Refused(
            f"{person['name']} sits on “{other.seat}” of this group until "
            f"{uk_date(other.last_day)}. One person holds one seat."
        )


def _check_terms_in_a_row(seat, starts_on, person):
    most = seat.group.longest_terms
    if seat.appointment == Appointment.EX_OFFICIO:
        return
    if terms_in_a_row(seat.group, starts_on, **person) >= most:
        raise Refused(
            f"{person['name']} has served {plural(most, 'term', 'terms')} in a row, the most that "
            f"{seat.group} lets. After a year away they may come back."
        )


def check_can_renew(term, *, ends_on):
    """Raises Refused unless the same person may hold the seat for one term more."""
    check_has_not_ended(term)
    check_can_appoint(
        term.seat,
        starts_on=first_day_after(term),
        ends_on=ends_on,
        name=term.name,
        user=term.user,
        email=term.email,
    )


def first_day_after(term):
    """The day on which a renewed term begins."""
    return term.last_day + DAY


def check_can_extend(term, *, ends_on, today):
    """Raises Refused unless the term's last day may be moved to this one.

    At most a year beyond the seat's whole length: after that it is renewed, and counts.
    """
    check_has_not_ended(term)
    if ends_on < max(today, term.starts_on):
        raise Refused(
            "The new last day is over already. To end the term early, say why on that page."
        )
    latest = months_after(full_end(term.seat, term.starts_on), LONGEST_EXTENSION)
    if ends_on > latest and ends_on > term.ends_on:
        raise Refused(
            f"This term may be extended until {uk_date(latest)}. After that, renew it: a new "
            "term counts towards the most in a row."
        )
    later = next_term(term)
    if later and later.starts_on <= ends_on:
        raise Refused(f"{later.name} takes the seat on {uk_date(later.starts_on)}.")
    check_rotation(term.seat, starts_on=term.starts_on, ends_on=ends_on, besides=term)


def check_can_end_term(term, *, ending, on):
    """Raises Refused unless the term can end on this day, for this reason."""
    check_has_not_ended(term)
    if on > term.ends_on:
        raise Refused(f"The term ends on {uk_date(term.ends_on)} by itself.")
    if ending == TermEnding.COMPLETED and on != term.ends_on:
        raise Refused("A term that ends early was not completed. Choose another reason.")


def check_has_not_ended(term):
    """Raises Refused when the term was ended before its last day."""
    if term.ended_on:
        raise Refused(f"This term was ended on {uk_date(term.ended_on)} already.")


def check_own_term(term, *, by, today):
    """Raises Refused unless the term is this person's own and runs."""
    if term.user_id != by.pk or not term.starts_on <= today <= term.last_day:
        raise Refused("Your term is over, so your entry stays as it is. Write to us to change it.")
