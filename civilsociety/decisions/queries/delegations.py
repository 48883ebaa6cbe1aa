"""What was decided under a delegation, and what is left of it."""

from collections import defaultdict

from civilsociety.decisions.models import Authority
from civilsociety.decisions.slots import held_under
from civilsociety.decisions.states import IN_FORCE, PUBLIC, DecisionState


def left_under(delegation, *, besides=None):
    """Pence that may still be decided under a delegation; `besides` leaves one decision out."""
    drawn = drawn_under([delegation])[delegation.pk]
    return left_of(delegation, [each for each in drawn if each.decision != besides])


def left_of(delegation, drawn):
    """Pence left of a delegation when `drawn` was decided under it.

    What is committed under a decision that was superseded since stays counted.
    """
    standing = sum(each.up_to_pence for each in drawn if each.decision.state in IN_FORCE)
    replaced = [each for each in drawn if each.decision.state == DecisionState.SUPERSEDED]
    held = sum(held_under.fill(replaced)) if replaced else 0
    return delegation.up_to_pence - standing - held


def drawn_under(delegations):
    """What published decisions drew under each delegation, by its key; one query for all."""
    drawn = Authority.objects.filter(under__in=delegations, decision__state__in=PUBLIC)
    by_delegation = defaultdict(list)
    for each in drawn.select_related("decision").order_by("decision__taken_on", "pk"):
        by_delegation[each.under_id].append(each)
    return by_delegation


def delegations_in_force():
    """Those of published decisions that somebody may decide under, latest first."""
    found = Authority.objects.in_force().delegations().select_related("decision", "purpose")
    return found.order_by("-decision__taken_on", "pk")
