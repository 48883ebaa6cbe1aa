"""What a decision allows to be spent, and what may still be decided under a delegation."""

from civilsociety.decisions.models import Authority
from civilsociety.decisions.queries.delegations import left_under
from civilsociety.decisions.states import DecisionState
from civilsociety.refusal import Refused
from civilsociety.ui.words import pounds, uk_date


def check_can_spend_under(authority, *, purpose, pence, day):
    """Raises Refused unless `pence` in all may be committed under `authority` on `day`.

    `pence` is the whole sum under this authority: whoever asks adds what is committed already.
    """
    _check_in_force(authority.decision, day)
    reference = authority.decision.reference
    if authority.is_delegation:
        raise Refused(
            f"Decision {reference} lets the {authority.delegate_to} decide this money, and does "
            "not spend it. Commit it under the decision that is taken under the delegation."
        )
    if authority.purpose_id != purpose.pk:
        raise Refused(
            f"Decision {reference} allows money for {authority.purpose}, not for {purpose}. "
            "Choose a decision that covers it."
        )
    _check_not_ended(authority, day)
    if pence > authority.up_to_pence:
        raise Refused(
            f"Decision {reference} allows {pounds(authority.up_to_pence)} for {purpose}; this "
            f"would make {pounds(pence)}, {pounds(pence - authority.up_to_pence)} too much."
        )


def can_spend_under(authority, *, purpose, pence, day):
    """Whether `pence` in all may be committed under `authority` on `day`."""
    try:
        check_can_spend_under(authority, purpose=purpose, pence=pence, day=day)
    except Refused:
        return False
    return True


def check_can_draw_under(decision, *, day):
    """Raises Refused unless what `decision` allows fits the delegation it is taken under.

    Call it with the delegations' rows locked: two officers may draw on one at once.
    """
    for delegation in _delegations_of(decision):
        asked = decision.authorities.filter(under=delegation)
        _check_in_force(delegation.decision, day)
        _check_not_ended(delegation, day)
        _check_fits(delegation, asked)
        left, sum_asked = left_under(delegation, besides=decision), asked.pence()
        if sum_asked > left:
            raise Refused(
                f"Decision {delegation.decision.reference} lets the {delegation.delegate_to} "
                f"decide {pounds(delegation.up_to_pence)} for {delegation.purpose}, of which "
                f"{pounds(max(left, 0))} is left. This decision asks for {pounds(sum_asked)}."
            )


def _delegations_of(decision):
    drawn = decision.authorities.exclude(under=None).values("under")
    delegations = Authority.objects.filter(pk__in=drawn)
    return delegations.select_related("decision", "purpose").order_by("pk")


def _check_fits(delegation, asked):
    """Each amount drawn is for the delegation's purpose and ends no later than it does."""
    reference = delegation.decision.reference
    for authority in asked.select_related("purpose"):
        if authority.purpose_id != delegation.purpose_id:
            raise Refused(
                f"The delegation in decision {reference} is for {delegation.purpose}, not for "
                f"{authority.purpose}."
            )
        if delegation.until and (authority.until is None or authority.until > delegation.until):
            raise Refused(
                f"The delegation in decision {reference} ends on {uk_date(delegation.until)}. "
                "Give each amount a last day no later than that."
            )


def _check_in_force(decision, day):
    reference = decision.reference
    if not decision.is_published:
        raise Refused(f"Decision {reference} is not published. Publish it first.")
    if decision.state == DecisionState.SUPERSEDED:
        raise Refused(
            f"Decision {reference} was superseded by {decision.superseded_by.reference}. Use that."
        )
    effect = decision.effect(day)
    if effect.starts is None:
        raise Refused(f"Decision {reference} was called in: {effect.call_in.public_state.lower()}.")
    if not effect.begun:
        raise Refused(f"Decision {reference} takes effect on {uk_date(effect.starts)}.")


def _check_not_ended(authority, day):
    if authority.until and day > authority.until:
        raise Refused(
            f"What decision {authority.decision.reference} allows for {authority.purpose} ended "
            f"on {uk_date(authority.until)}. Take a new decision."
        )
