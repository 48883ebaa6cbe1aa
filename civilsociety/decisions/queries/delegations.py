"""What was decided under a delegation, and what is left of it."""

from civilsociety.decisions.models import Authority
from civilsociety.decisions.slots import held_under
from civilsociety.decisions.states import IN_FORCE, DecisionState


def left_under(delegation, *, besides=None):
    """Pence that may still be decided under a delegation; `besides` leaves one decision out.

    What is committed under a decision that was superseded since stays counted.
    """
    drawn = delegation.drawn.exclude(decision=besides) if besides else delegation.drawn.all()
    standing = drawn.filter(decision__state__in=IN_FORCE).pence()
    replaced = drawn.filter(decision__state=DecisionState.SUPERSEDED)
    return delegation.up_to_pence - standing - sum(held_under.fill(list(replaced)))


def delegations_in_force():
    """Those of published decisions that somebody may decide under, latest first."""
    found = Authority.objects.in_force().delegations().select_related("decision", "purpose")
    return found.order_by("-decision__taken_on", "pk")
