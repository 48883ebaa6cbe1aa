"""When a published decision may be corrected, superseded or called in."""

from civilsociety.decisions.models import Decision
from civilsociety.decisions.states import CallInState, DecisionState
from civilsociety.refusal import Refused
from civilsociety.ui.words import uk_date


def check_can_correct(decision):
    """Raises Refused unless this is the version in force and nobody is correcting it yet."""
    if decision.state != DecisionState.PUBLISHED:
        raise Refused("Only the version that stands can be corrected.")
    if Decision.objects.drafts().filter(reference=decision.reference).exists():
        raise Refused("A correction has been begun already. Finish it, or throw it away.")


def can_correct(decision):
    """Whether a corrected version may be begun now."""
    return _allowed(check_can_correct, decision)


def check_can_supersede(decision, *, by_decision, today):
    """Raises Refused unless another decision in force may take the place of this one."""
    if decision.state != DecisionState.PUBLISHED:
        raise Refused(f"Decision {decision.reference} does not stand, so nothing replaces it.")
    if by_decision is None:
        return
    if by_decision.reference == decision.reference:
        raise Refused("A decision cannot supersede itself. Correct it instead.")
    if by_decision.state != DecisionState.PUBLISHED:
        raise Refused(f"Decision {by_decision.reference} is not published, or stands no longer.")
    if not by_decision.is_effective(today):
        raise Refused(
            f"Decision {by_decision.reference} has not taken effect; until then this one stands."
        )


def can_supersede(decision, *, today):
    """Whether some other decision may take the place of this one."""
    return _allowed(check_can_supersede, decision, by_decision=None, today=today)


def check_can_call_in(decision, *, called_in_on=None):
    """Raises Refused unless the decision may be called in (on that day, when one is given)."""
    if decision.state not in (DecisionState.PUBLISHED, DecisionState.CORRECTED):
        raise Refused("Only a decision that stands can be called in.")
    if not decision.can_be_called_in:
        raise Refused(f"This decision cannot be called in: {decision.call_in_exempt_reason}")
    if decision.first.call_ins.exists():
        raise Refused("This decision was called in already. A decision is called in once.")
    if called_in_on is None:
        return
    begins, ends = decision.first.published_on, decision.first.call_in_ends_on
    if not begins <= called_in_on <= ends:
        raise Refused(
            f"It could be called in from {uk_date(begins)} to {uk_date(ends)}. Check the date."
        )


def can_call_in(decision):
    """Whether the decision may be called in at all."""
    return _allowed(check_can_call_in, decision)


def check_can_answer_call_in(call_in, *, state, ended_on, effective_from, today):
    """Raises Refused unless the outcome fits the call-in and its dates fit one another."""
    if call_in.state != CallInState.OPEN:
        raise Refused("This call-in was answered already.")
    if ended_on > today:
        raise Refused("The day of the examination is in the future. Record it once it is held.")
    if ended_on < call_in.called_in_on:
        raise Refused(f"It was called in on {uk_date(call_in.called_in_on)}. Check the date.")
    if state == CallInState.WITHDRAWN:
        return
    earliest = max(ended_on, call_in.decision.effective_from)
    if effective_from is None or effective_from < earliest:
        raise Refused(
            f"Give the day from which the decision may be acted on: {uk_date(earliest)} or later."
        )


def _allowed(check, *args, **kwargs):
    try:
        check(*args, **kwargs)
    except Refused:
        return False
    return True
