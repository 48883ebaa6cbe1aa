"""What happens to a published decision: corrected, superseded, called in."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.decisions.actions.preparing import PARTICULARS
from civilsociety.decisions.actions.rows import locked
from civilsociety.decisions.models import CallIn, Decision
from civilsociety.decisions.rules import (
    check_can_answer_call_in,
    check_can_call_in,
    check_can_correct,
    check_can_supersede,
)
from civilsociety.decisions.states import IN_FORCE, CallInState, DecisionState
from civilsociety.refusal import Refused


@transaction.atomic
def correct(*, decision, note, by):
    """Begins a corrected version beside a published one, with a note on what it corrects."""
    decision = locked(decision)
    check_can_correct(decision)
    if not note.strip():
        raise Refused("Write what this version corrects.")
    same = {name: getattr(decision, name) for name in PARTICULARS}
    same["correction_note"] = note.strip()
    draft = Decision.objects.create(
        reference=decision.reference,
        version=decision.version + 1,
        corrects=decision,
        is_sample=decision.is_sample,
        call_in_ends_on=decision.call_in_ends_on,
        **same,
    )
    record(
        verb="decisions.correction_begun",
        target=draft,
        by=by,
        sentence=f"Began version {draft.version} of decision {draft.reference}.",
    )
    return draft


@transaction.atomic
def supersede(*, decision, by_decision, by, today):
    """Says that a later decision takes the place of this one, in every version of it."""
    # Both are locked, so that two people at once cannot let two decisions replace each other.
    both = Decision.objects.filter(reference__in=[decision.reference, by_decision.reference])
    list(both.order_by("pk").select_for_update())
    decision.refresh_from_db()
    by_decision.refresh_from_db()
    versions = Decision.objects.filter(reference=decision.reference)
    check_can_supersede(decision, by_decision=by_decision, today=today)
    versions.filter(state__in=IN_FORCE).update(
        state=DecisionState.SUPERSEDED, superseded_by=by_decision
    )
    versions.drafts().delete()
    decision.refresh_from_db()
    record(
        verb="decisions.superseded",
        target=decision,
        by=by,
        sentence=f"Decision {decision.reference} was superseded by {by_decision.reference}.",
    )
    return decision


@transaction.atomic
def call_in(*, decision, called_in_on, called_in_by, reason, by):
    """Records that a decision was called in; until it is examined nobody acts on it."""
    first = locked(decision.first)
    check_can_call_in(decision, called_in_on=called_in_on)
    made = CallIn.objects.create(
        decision=first, called_in_on=called_in_on, called_in_by=called_in_by, reason=reason
    )
    record(
        verb="decisions.called_in",
        target=decision,
        by=by,
        sentence=f"Decision {decision.reference} was called in by {called_in_by}.",
    )
    return made


@transaction.atomic
def answer_call_in(*, call_in, state, ended_on, outcome, by, today, effective_from=None):
    """Records what came of a call-in. `effective_from` only where the decision stands."""
    call_in.refresh_from_db(from_queryset=CallIn.objects.select_for_update())
    state = CallInState(state)
    check_can_answer_call_in(
        call_in, state=state, ended_on=ended_on, effective_from=effective_from, today=today
    )
    call_in.state, call_in.ended_on, call_in.outcome = state, ended_on, outcome
    call_in.effective_from = effective_from if state == CallInState.CONFIRMED else None
    call_in.save()
    record(
        verb="decisions.call_in_answered",
        target=call_in.decision,
        by=by,
        sentence=f"Call-in of decision {call_in.decision.reference}: {state.label.lower()}.",
    )
    return call_in
