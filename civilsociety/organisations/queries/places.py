"""What organisations put on pages of others: the officers' desk, a person's account."""

from django.db.models import Q
from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.accounts.slots import Section
from civilsociety.organisations.models import Membership, Organisation
from civilsociety.organisations.states import Status
from civilsociety.ui.slots import Card, Task
from civilsociety.ui.words import plural


def tasks_for(user):
    """The desk: organisations that respondents named and nobody has checked."""
    if not user.may(Permission.MANAGE_ORGANISATIONS):
        return []
    waiting = Organisation.objects.filter(status=Status.PROPOSED).count()
    if not waiting:
        return []
    counted = plural(waiting, "organisation", "organisations")
    address = f"{reverse('organisations:list')}?status=proposed&sort=-added"
    return [Task(title=f"Check {counted} that respondents named", url=address)]


def tools_for(user):
    """The desk: where organisations are looked after, for those who may."""
    if not user.may(Permission.MANAGE_ORGANISATIONS):
        return []
    summary = "Find, correct and merge the groups we know."
    return [Card(title="Organisations", url=reverse("organisations:list"), summary=summary)]


def section_for(user):
    """A person's account: the organisations they said they belong to."""
    standing = ~Q(organisation__status=Status.MERGED)
    memberships = Membership.objects.filter(standing, user=user).select_related("organisation")
    rows = [(_in_words(membership), "") for membership in memberships]
    nothing = "None. When you answer a consultation for an organisation, you can say so there."
    return [Section(title="Your organisations", rows=rows, nothing=nothing)]


def _in_words(membership):
    confirmed = "" if membership.confirmed_at else ", not confirmed yet"
    position = membership.get_position_display().lower()
    return f"{membership.organisation}: {position}{confirmed}"
