"""The schedule of payments: laid out by an officer, and kept equal to what is still to be paid."""

from django.db import transaction
from django.db.models import Max

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from civilsociety.rows import locked
from funding.models import Payment
from funding.queries.awards import standing_of
from funding.rules.running import payments as rules
from funding.states import PaymentState


@transaction.atomic
def lay_out(*, award, parts, by, now):
    """Lays out anew what is still to be paid of an award.

    `parts` are dictionaries: amount_pence, due_on, what_for, needs_claim and, for a payment that
    is there already, its `number`. Those left out are cancelled. Raises Refused unless the parts
    add up to what is still to be paid.
    """
    award = locked(award)
    rules.check_can_schedule(award=award)
    rules.check_schedule_adds_up(
        parts=[part["amount_pence"] for part in parts], outstanding=standing_of(award).outstanding
    )
    there = {each.number: each for each in _open(award)}
    kept = {part.get("number") for part in parts}
    for number, payment in there.items():
        if number not in kept:
            payment.state = PaymentState.CANCELLED
            payment.save()
    for part in parts:
        _lay(award, there.get(part.get("number")), part)
    record(
        verb="funding.schedule_laid_out",
        target=award,
        by=by,
        sentence=f"The payments of {award.number} were laid out anew.",
        details={"payments": [[part["amount_pence"], str(part["due_on"])] for part in parts]},
    )
    return award


def _lay(award, payment, part):
    fields = {name: part[name] for name in ("amount_pence", "due_on", "what_for", "needs_claim")}
    if payment is None:
        Payment.objects.create(award=award, number=next_number(award), **fields)
        return
    for name, value in fields.items():
        setattr(payment, name, value)
    payment.save()


def adapt(award, *, today):
    """Makes the payments agree with what is still to be paid, at the end of the schedule.

    Less: the last ones shrink or are cancelled. More: the last one grows, or a new one comes.
    Call it in the transaction that changed the money. Raises Refused where that would change a
    payment that waits for a second officer.
    """
    payments = _open(award)
    over = sum(each.amount_pence for each in payments) - standing_of(award).outstanding
    if over < 0:
        _grow(award, payments, -over, today)
    for payment in reversed(payments):
        if over <= 0:
            return
        if payment.state == PaymentState.PROPOSED:
            raise Refused(
                f"Payment {payment.number} waits for a second officer, and this would change it. "
                "Release it or send it back first."
            )
        over -= _shrink(payment, over)


def _shrink(payment, over):
    taken = min(over, payment.amount_pence)
    if taken == payment.amount_pence:
        payment.state = PaymentState.CANCELLED
    else:
        payment.amount_pence -= taken
    payment.save()
    return taken


def _grow(award, payments, pence, today):
    last = payments[-1] if payments else None
    if last and last.state == PaymentState.SCHEDULED:
        last.amount_pence += pence
        last.save()
        return
    Payment.objects.create(
        award=award,
        number=next_number(award),
        amount_pence=pence,
        due_on=max(today, award.starts_on),
        what_for="Added to the award",
    )


def next_number(award):
    """The number of the next payment of an award."""
    return (award.payments.aggregate(most=Max("number"))["most"] or 0) + 1


def _open(award):
    """The payments still to be made, locked, in the order they come."""
    waiting = award.payments.filter(state__in=rules.OPEN).order_by("due_on", "number")
    return list(waiting.select_for_update())
