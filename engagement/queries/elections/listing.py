"""Which elections somebody may read, and in which order."""

from django.db.models import Count, Q

from civilsociety.accounts.permissions import Permission
from engagement.models import Election
from engagement.states import ElectionState, NominationState

ENDED = (ElectionState.DECLARED, ElectionState.CANCELLED)


def elections_for(user):
    """Elections a person may open: called ones of public groups; officers all of them."""
    elections = Election.objects.select_related("group")
    if user.is_authenticated and user.may(Permission.MANAGE_ENGAGEMENT):
        return elections
    return elections.filter(called_at__isnull=False, group__is_public=True)


def for_officers(*, words="", shown=""):
    """Every election with what an officer counts, running ones first."""
    found = Election.objects.select_related("group").annotate(
        on_roll=Count("voters", filter=Q(voters__struck_reason=""), distinct=True),
        put_forward=Count("nominations", distinct=True),
        to_check=Count(
            "nominations", filter=Q(nominations__state=NominationState.ACCEPTED), distinct=True
        ),
    )
    if words := words.replace("\0", "").strip():
        found = found.filter(Q(title__icontains=words) | Q(group__name__icontains=words))
    if shown == "running":
        found = found.exclude(state__in=ENDED)
    if shown == "ended":
        found = found.filter(state__in=ENDED)
    return found.order_by("-nominations_open_at", "-pk")
