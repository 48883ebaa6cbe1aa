"""The terms of one person on a group, and who holds a seat when."""

from datetime import timedelta

from django.db.models import Q

from engagement.models import Appointment, Term

# After a year away the count of terms in a row begins anew.
BREAK = timedelta(days=366)


def terms_of_person(group, *, user=None, email="", name=""):
    """Every term of a person on a group: by account, by address, else by name."""
    terms = Term.objects.filter(seat__group=group).held().select_related("seat")
    known = Q(user=user) if user else Q()
    if email:
        known |= Q(email__iexact=email) | Q(user__email__iexact=email)
    return terms.filter(known or Q(name__iexact=name)).order_by("-starts_on")


def terms_in_a_row(group, starts_on, **person):
    """How many terms a person served without a year's break before one that starts that day.

    Terms held by virtue of a post do not count: such a seat does not rotate.
    """
    count, begins = 0, starts_on
    terms = terms_of_person(group, **person).filter(starts_on__lt=starts_on)
    for term in terms.exclude(seat__appointment=Appointment.EX_OFFICIO):
        if begins - term.last_day > BREAK:
            break
        count, begins = count + 1, term.starts_on
    return count


def overlapping(terms, starts_on, ends_on, *, besides=None):
    """Those of some terms that hold one of the days from `starts_on` to `ends_on`."""
    found = terms.held().filter(starts_on__lte=ends_on).running_from(starts_on)
    return found.exclude(pk=besides.pk) if besides is not None else found


def next_term(term):
    """The term that follows on the same seat, or None."""
    later = Term.objects.held().filter(seat=term.seat_id, starts_on__gt=term.starts_on)
    return later.exclude(pk=term.pk).order_by("starts_on").first()
