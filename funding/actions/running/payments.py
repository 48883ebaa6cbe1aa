"""A payment's way: claimed by the holder, proposed by one officer, released by another."""

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import record
from civilsociety.rows import locked, move_to
from civilsociety.ui.words import pounds
from funding.actions.files import keep_file
from funding.actions.running.ledger import pay_out
from funding.actions.running.messages import tell
from funding.models import PaymentEvidence
from funding.rules.running import payments as rules
from funding.states import MOVES, PaymentState


def _locked(payment):
    """The payment as it stands, its award locked before it, as everybody locks."""
    award = locked(payment.award)
    payment = locked(payment)
    payment.award = award
    return payment


@transaction.atomic
def claim(*, payment, words, uploads=(), by, now):
    """The grant holder claims a payment and gives what shows that it is due."""
    payment = _locked(payment)
    rules.check_can_claim(payment=payment)
    move_to(payment, PaymentState.CLAIMED, moves=MOVES)
    payment.claimed_by, payment.claimed_at, payment.claim = by, now, words
    payment.sent_back_why = ""
    payment.save()
    for upload in uploads:
        PaymentEvidence.objects.create(
            payment=payment, file=keep_file(upload=upload, by=by, now=now)
        )
    _tell_record("claimed", payment, by, "claimed")
    return payment


@transaction.atomic
def propose(*, payment, by, now):
    """A first officer says that everything is there for it to be paid."""
    payment = _locked(payment)
    rules.check_can_propose(payment=payment, today=timezone.localdate(now))
    move_to(payment, PaymentState.PROPOSED, moves=MOVES)
    payment.proposed_by, payment.proposed_at, payment.sent_back_why = by, now, ""
    payment.save()
    _tell_record("proposed", payment, by, "proposed to be paid")
    return payment


@transaction.atomic
def release_payment(*, payment, by, now):
    """A second officer releases the money: paid in the ledger in the same breath, once."""
    payment = _locked(payment)
    if payment.state == PaymentState.PAID:
        return payment
    rules.check_can_release(payment=payment, by=by, today=timezone.localdate(now))
    reason = f"Payment {payment.number} of {payment.award.number} to {payment.award.organisation}"
    moves = pay_out(payment=payment, reason=reason, by=by, now=now)
    move_to(payment, PaymentState.PAID, moves=MOVES)
    payment.released_by, payment.released_at, payment.move = by, now, moves[0]
    payment.save()
    _tell_record("paid", payment, by, "released")
    tell(
        award=payment.award,
        name=f"paid-{payment.pk}",
        now=now,
        about="paid",
        amount=payment.amount_pence,
        payment=payment,
    )
    return payment


@transaction.atomic
def send_back(*, payment, why, by, now):
    """Sends a proposal back to the first officer, or a claim back to the grant holder."""
    payment = _locked(payment)
    rules.check_can_send_back(payment=payment)
    was_claim = payment.state == PaymentState.CLAIMED
    to_claimed = payment.state == PaymentState.PROPOSED and payment.claimed_at
    move_to(
        payment,
        PaymentState.CLAIMED if to_claimed else PaymentState.SCHEDULED,
        moves=MOVES,
    )
    payment.proposed_by = payment.proposed_at = None
    payment.sent_back_why = why
    if was_claim:
        payment.claimed_at = payment.claimed_by = None
    payment.save()
    _tell_record("sent_back", payment, by, "sent back", why=why)
    if was_claim:
        name = f"claim-back-{payment.pk}-{now:%Y%m%d%H%M%S}"
        tell(award=payment.award, name=name, now=now, about="claim_back", payment=payment, why=why)
    return payment


def _tell_record(verb, payment, by, words, **details):
    record(
        verb=f"funding.payment_{verb}",
        target=payment.award,
        by=by,
        sentence=f"Payment {payment.number} of {payment.award.number} "
        f"({pounds(payment.amount_pence)}) was {words}.",
        details={"payment": payment.number, "pence": payment.amount_pence, **details},
    )
