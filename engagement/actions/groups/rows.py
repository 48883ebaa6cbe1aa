"""Rows as they are now, held until the action ends.

Whatever changes who sits on a group holds the group's row first: two officers who appoint at
once are told apart, and the share of seats that end in a year is counted once.
"""

from engagement.models import Group, Seat, Term


def locked_group(group):
    """The group as it is now."""
    return Group.objects.select_for_update().get(pk=group.pk)


def locked_seat(seat):
    """The seat as it is now, with its group held."""
    locked_group(seat.group)
    return Seat.objects.select_for_update(of=("self",)).select_related("group").get(pk=seat.pk)


def locked_term(term):
    """The term as it is now, with its group held."""
    locked_group(term.seat.group)
    terms = Term.objects.select_for_update(of=("self",))
    return terms.select_related("seat__group", "user", "organisation").get(pk=term.pk)
