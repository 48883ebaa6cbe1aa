"""What of a nomination goes when somebody closes their account."""

from django.db.models import Q

from civilsociety.audit.actions import name_of
from engagement.models import Nomination
from engagement.queries.elections.links import NO_ADDRESS
from engagement.states import ElectionState


def let_go_of_nominations(user):
    """Parts nominations from an account; returns the names in the record of what spoke of it.

    Who stood in an election stays on its public page: it is part of how a seat was filled. Their
    address goes once the election has ended; while it runs they have to be reached.
    """
    theirs = Nomination.objects.filter(Q(proposed_by=user) | Q(user=user)).select_related(
        "election"
    )
    names = {name_of(each.election) for each in theirs}
    ended = Q(election__state__in=(ElectionState.DECLARED, ElectionState.CANCELLED))
    own = Nomination.objects.filter(Q(user=user) | Q(email__iexact=user.email))
    for each in own.filter(ended):
        each.email, each.mail_error = f"former-{each.pk}{NO_ADDRESS}", ""
        each.save(update_fields=["email", "mail_error"])
    Nomination.objects.filter(user=user).update(user=None)
    Nomination.objects.filter(proposed_by=user).update(proposed_by=None)
    return sorted(names)
