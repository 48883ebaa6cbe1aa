"""Which group, seat or term a page speaks of, and the way back to it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from engagement.models import Group, Seat, Term

officers = requires(Permission.MANAGE_ENGAGEMENT)
BASE = {"base": "officers/base.html"}
DESK = ("Groups", "/officers/groups/")


def group_or_404(slug):
    """The group of an officers' page."""
    return get_object_or_404(Group, slug=slug)


def seat_or_404(slug, pk):
    """A seat of the group."""
    return get_object_or_404(Seat.objects.select_related("group"), group__slug=slug, pk=pk)


def term_or_404(slug, pk):
    """A term on a seat of the group."""
    terms = Term.objects.select_related("seat__group", "user", "organisation")
    return get_object_or_404(terms, seat__group__slug=slug, pk=pk)


def trail_of(group):
    """The way back to the officers' page of a group."""
    return [DESK, (str(group), page_of(group))]


def page_of(group):
    """The officers' page of a group."""
    return reverse("engagement:manage_group", args=[group.slug])
