"""Publishing: from here on a decision stands as it is."""

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import record
from civilsociety.decisions.actions.rows import locked_draft
from civilsociety.decisions.models import Authority, Decision
from civilsociety.decisions.rules import check_can_publish, proposed_effect
from civilsociety.decisions.states import DecisionState


@transaction.atomic
def publish(*, decision, by, now, published_on=None):
    """Publishes a draft. `published_on`: the day the public could first read it, if earlier.

    Fills in the end of the call-in and, where none was written, the day it takes effect. Raises
    Refused with what is missing, or when a delegation would be overdrawn.
    """
    decision = locked_draft(decision)
    _lock_delegations(decision)
    today = timezone.localdate(now)
    published_on = published_on or today
    check_can_publish(decision, published_on=published_on, today=today)
    if decision.version == 1:
        _set_effect(decision, published_on)
    else:
        _stand_beside(decision)
    decision.state = DecisionState.PUBLISHED
    decision.published_on, decision.published_at = published_on, now
    decision.save()
    record(
        verb="decisions.published",
        target=decision,
        by=by,
        sentence=f"Published decision {decision.reference}, version {decision.version}.",
    )
    return decision


def _lock_delegations(decision):
    """Whoever draws on the same delegation, or supersedes it, waits here, in one order."""
    under = decision.authorities.exclude(under=None).values("under")
    delegations = Authority.objects.filter(pk__in=under).select_related("decision")
    list(delegations.order_by("pk").select_for_update(of=("self", "decision")))


def _set_effect(decision, published_on):
    ends_on, earliest = proposed_effect(published_on, can_be_called_in=decision.can_be_called_in)
    decision.call_in_ends_on = ends_on
    decision.effective_from = decision.effective_from or earliest


def _stand_beside(decision):
    """The version that is corrected gives up its place before this one takes it."""
    earlier = Decision.objects.select_for_update().get(pk=decision.corrects_id)
    earlier.state = DecisionState.CORRECTED
    earlier.save()
