"""One person proposes, another approves: checked when proposed, and again when carried out."""

from django.db import DatabaseError, transaction

from civilsociety.audit.actions import record
from civilsociety.budget import rules
from civilsociety.budget.actions import moving
from civilsociety.budget.models import Proposal
from civilsociety.budget.queries.terms import in_sentence, read_terms, years_of
from civilsociety.budget.rules.refusals import in_words
from civilsociety.budget.states import ProposalState
from civilsociety.refusal import Refused

ACTS = {
    "vire": (rules.check_can_vire, moving.vire),
    "carry_balance": (rules.check_can_carry_balance, moving.carry_balance),
    "carry_commitment": (rules.check_can_carry_commitment, moving.carry_commitment),
    "lapse": (rules.check_can_lapse, moving.lapse),
    "reverse": (rules.check_can_reverse, moving.reverse),
    "reopen_year": (rules.check_can_reopen_year, moving.reopen_year),
}


def propose(*, act, terms, reason, by, key, now):
    """Asks for a move that needs a second person; nothing is held meanwhile. Returns a Proposal.

    `terms` are plain JSON: ids and pence (see `queries.terms`).
    """
    if earlier := Proposal.objects.filter(key=key).first():
        return earlier
    if act not in ACTS:
        raise Refused("There is no such movement to propose.")
    rules.check_reason(reason)
    read = read_terms(act, terms)
    check, _ = ACTS[act]
    check(**read)
    summary, pence = in_sentence(act, read)
    try:
        with transaction.atomic():
            proposal = Proposal.objects.create(
                act=act,
                terms=terms,
                years=years_of(read),
                summary=summary,
                amount_pence=pence,
                reason=reason.strip(),
                key=key,
                proposed_by=by,
                proposed_at=now,
            )
            _record("proposed", proposal, by, f"Proposed: {summary}.", {"reason": reason})
    except DatabaseError as error:
        if earlier := Proposal.objects.filter(key=key).first():
            return earlier
        raise in_words(error) from error
    return proposal


def approve(*, proposal, by, now):
    """Carries out what somebody else proposed, if it is still right; returns it with its move."""
    try:
        with transaction.atomic():
            proposal = _locked(proposal)
            if proposal.state == ProposalState.APPROVED and proposal.decided_by_id == by.pk:
                return proposal
            rules.check_can_decide(proposal=proposal, by=by)
            read = read_terms(proposal.act, proposal.terms)
            _, perform = ACTS[proposal.act]
            proposal.move = perform(
                **read,
                by=proposal.proposed_by,
                approved_by=by,
                reason=proposal.reason,
                key=proposal.key,
                now=now,
            )
            _answer(proposal, ProposalState.APPROVED, by, now)
            _record("approved", proposal, by, f"Approved: {proposal.summary}.")
    except (Refused, DatabaseError) as error:
        raise in_words(error) from error
    return proposal


@transaction.atomic
def decline(*, proposal, answer, by, now):
    """Refuses what somebody else proposed, and says why."""
    proposal = _locked(proposal)
    rules.check_can_decide(proposal=proposal, by=by)
    return _refused(proposal, ProposalState.DECLINED, answer, by, now)


@transaction.atomic
def withdraw(*, proposal, answer, by, now):
    """Takes back a proposal that nobody has answered; its own proposer may, or who approves."""
    proposal = _locked(proposal)
    rules.check_is_waiting(proposal)
    return _refused(proposal, ProposalState.WITHDRAWN, answer, by, now)


def _refused(proposal, state, answer, by, now):
    rules.check_reason(answer)
    proposal.answer = answer.strip()
    _answer(proposal, state, by, now)
    word = ProposalState(state).label
    _record(state, proposal, by, f"{word}: {proposal.summary}.", {"answer": proposal.answer})
    return proposal


def _locked(proposal):
    waiting = Proposal.objects.select_for_update(of=("self",))
    return waiting.select_related("proposed_by").get(pk=proposal.pk)


def _answer(proposal, state, by, now):
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, now
    proposal.save()


def _record(verb, proposal, by, sentence, details=None):
    record(
        verb=f"budget.{verb}",
        target=proposal,
        by=by,
        sentence=sentence,
        details=(details or {}) | {"act": proposal.act},
    )
