"""An award's money in the ledger, spread over the commitments it is made of.

Paying goes through them oldest first; what is given up or comes back leaves the newest first,
because it was added last. Each commitment keeps its own rule over sources and years.
"""

from uuid import NAMESPACE_URL, uuid5

from civilsociety.budget import actions as budget
from civilsociety.budget.actions.settling import payable
from civilsociety.budget.queries.lines import commitment_legs
from civilsociety.refusal import Refused
from civilsociety.ui.words import pounds
from funding.queries.awards import commitments_of


def key_of(what, row, commitment):
    """The key of the one move that this row makes on this commitment: once, whoever asks."""
    return uuid5(NAMESPACE_URL, f"civilsociety:funding:{what}:{row.pk}:{commitment.pk}")


def pay_out(*, payment, reason, by, now):
    """Pays a payment; the moves, one for each commitment it draws on. Raises Refused."""
    award = payment.award
    return [
        budget.pay(
            commitment=commitment,
            pence=pence,
            reason=reason,
            reference=f"{award.number}/{payment.number}",
            by=by,
            key=key_of("payment", payment, commitment),
            now=now,
        )
        for commitment, pence in spread(payment.amount_pence, commitments_of(award), payable_of)
    ]


def release(*, award, pence, reason, by, now, row):
    """Gives so much of an award free, because of `row`; the moves. Raises Refused."""
    newest_first = commitments_of(award)[::-1]
    return [
        budget.release(
            commitment=commitment,
            pence=part,
            reason=reason,
            by=by,
            key=key_of(f"release:{row._meta.model_name}", row, commitment),
            now=now,
        )
        for commitment, part in spread(pence, newest_first, payable_of)
    ]


def take_back(*, award, pence, reason, reference, by, now, row):
    """Takes paid money back, to the sources it came from; the moves. Raises Refused."""
    newest_first = commitments_of(award)[::-1]
    return [
        budget.return_money(
            commitment=commitment,
            pence=part,
            reason=reason,
            reference=reference,
            by=by,
            key=key_of("return", row, commitment),
            now=now,
        )
        for commitment, part in spread(pence, newest_first, kept_of)
    ]


def payable_of(commitment):
    """What can be paid or released of a commitment now: what stands in open years (pence)."""
    return sum(payable(leg) for leg in commitment_legs(commitment))


def kept_of(commitment):
    """What was paid under a commitment and has not come back (pence)."""
    return commitment.paid_pence - commitment.returned_pence


def spread(pence, commitments, most):
    """[(commitment, pence)] in the order given; raises Refused when they have less together."""
    parts, left = [], pence
    for commitment in commitments:
        if part := min(left, most(commitment)):
            parts.append((commitment, part))
            left -= part
    if left:
        raise Refused(
            f"The ledger has {pounds(pence - left)} for this now, which is {pounds(left)} less "
            "than is needed. Money in a closed year is carried forward before it is paid."
        )
    return parts
