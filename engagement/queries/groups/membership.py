"""Who belongs to a group today: what every members' page asks first."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from civilsociety.accounts.permissions import Permission
from engagement.models import Group, Term


def term_of(user, group, day):
    """The term on which a person sits on a group on a day, or None."""
    return Term.objects.of(user).on(day).filter(seat__group=group).select_related("seat").first()


def groups_of(user, day):
    """The groups a person sits on, on a day."""
    terms = Term.objects.of(user).on(day)
    return Group.objects.filter(seats__terms__in=terms).distinct()


def may_read_as_member(user, group, day):
    """Whether a person reads what is kept for the members: members and the group's officers."""
    if not user.is_authenticated:
        return False
    return user.may(Permission.MANAGE_ENGAGEMENT) or term_of(user, group, day) is not None


def members_on(group, day):
    """The terms that run on a day, the chair first."""
    return (
        Term.objects.on(day)
        .filter(seat__group=group, seat__abolished_on=None)
        .select_related("seat", "user", "organisation")
        .order_by("-seat__is_chair", "seat__order", "seat_id")
    )


def addresses_of(group, day):
    """The mail addresses of the members on a day, each once, in small letters."""
    found = (term.user.email if term.user else term.email for term in members_on(group, day))
    return list(dict.fromkeys(address.lower() for address in found if address))


def group_for_member(request, slug, day):
    """The group, for its members and officers; for everybody else it has no such page (404)."""
    group = get_object_or_404(Group, slug=slug)
    if not may_read_as_member(request.user, group, day):
        raise Http404
    return group
