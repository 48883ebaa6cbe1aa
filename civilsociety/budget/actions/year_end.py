"""Settling what is open in a year: several items at once, all of them or none."""

import uuid

from django.db import transaction

from civilsociety.budget.actions import approve, decline, propose, release, withdraw
from civilsociety.budget.models import Proposal
from civilsociety.budget.queries.lines import lock_lines
from civilsociety.refusal import Refused

RELEASE_FIRST = "It is held, not promised. Release it first; then carry or lapse the balance."
BALANCE_IS_FREE = "It is available already. Carry it forward, or let it lapse."
NOTHING_TICKED = "Tick the items first."


@transaction.atomic
def settle(*, year, act, items, reason, by, key, now):
    """Releases the items, or proposes to carry them or to let them lapse; returns what was made.

    `items` are OpenItems. When one is refused, none is done, and the sentence names it.
    """
    if not items:
        raise Refused(NOTHING_TICKED)
    # Everybody locks in the order of ids, so that two who settle at once take turns.
    lock_lines(year.lines.values_list("pk", flat=True))
    made = []
    for each in items:
        own = uuid.uuid5(key, f"{act} {each.kind} {each.item.pk}")
        try:
            made.append(_SETTLE[act](each, year=year, reason=reason, by=by, key=own, now=now))
        except Refused as refusal:
            raise Refused(f"{_called(each)}: {refusal} Nothing was done.") from refusal
    return made


def _called(item):
    return getattr(item.item, "number", "") or str(item.item)


def _release(item, *, year, **said):
    if item.kind == "reservation":
        return release(reservation=item.item, **said)
    if item.kind == "commitment":
        return release(commitment=item.item, pence=item.pence, **said)
    raise Refused(BALANCE_IS_FREE)


def _carry(item, *, year, **said):
    if item.kind == "commitment":
        terms = {"commitment": item.item.pk, "year": year.pk}
        return propose(act="carry_commitment", terms=terms, **said)
    if item.kind == "balance":
        terms = {"line": item.item.pk, "pence": item.pence}
        return propose(act="carry_balance", terms=terms, **said)
    raise Refused(RELEASE_FIRST)


def _lapse(item, *, year, **said):
    if item.kind == "commitment":
        terms = {"commitment": item.item.pk, "year": year.pk}
    elif item.kind == "balance":
        terms = {"line": item.item.pk, "pence": item.pence}
    else:
        raise Refused(RELEASE_FIRST)
    return propose(act="lapse", terms=terms, **said)


_SETTLE = {"release": _release, "carry": _carry, "lapse": _lapse}


@transaction.atomic
def answer(*, proposals, act, answer, by, now):
    """Approves, declines or withdraws proposals: all of them, or none."""
    if not proposals:
        raise Refused("Tick the proposals first.")
    done = []
    for each in sorted(proposals, key=lambda proposal: proposal.pk):
        try:
            done.append(_answered(each, act, answer, by, now))
        except Refused as refusal:
            raise Refused(f"{each.summary}: {refusal} Nothing was done.") from refusal
    return done


def _answered(proposal: Proposal, act, answer, by, now):
    if act == "approve":
        return approve(proposal=proposal, by=by, now=now)
    act = {"decline": decline, "withdraw": withdraw}[act]
    return act(proposal=proposal, answer=answer, by=by, now=now)
