"""What a group forgets of somebody who closes their account."""

from django.db import transaction

from civilsociety.audit.actions import name_of
from engagement.models import Declaration, Interest, MeetingTask, Term

FORMER_MEMBER = "A former member"
TAKEN_OUT = "Taken out when the member closed their account"


@transaction.atomic
def leave_groups(user):
    """Unties somebody's terms from their account and takes their name and words out.

    That the seat was held, from when to when, stays: the group acted in those days. Returns the
    names in the record of the groups whose events speak of them. A running term goes on
    without an account; the officers end it.
    """
    terms = Term.objects.filter(user=user).select_related("seat__group")
    groups = {name_of(term.seat.group) for term in terms}
    Interest.objects.filter(term__in=terms).update(text=TAKEN_OUT, organisation=None)
    # That somebody took no part in an item stays; why is theirs.
    Declaration.objects.filter(term__in=terms).update(text=TAKEN_OUT)
    MeetingTask.objects.filter(term__in=terms).update(owner=FORMER_MEMBER)
    MeetingTask.objects.filter(owner_user=user).update(owner_user=None)
    terms.update(
        user=None, name=FORMER_MEMBER, email="", about="", consent_at=None, organisation=None
    )
    return sorted(groups)
