"""When a payment may be claimed, proposed, released: what must have happened before money goes."""

from django.utils import timezone

from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import pounds, uk_date
from funding.queries.awards import standing_of
from funding.queries.running.holders import people_of
from funding.rules.organisations import check_bank_is_verified
from funding.states import AwardState, MilestoneState, PaymentState, ReportState

OPEN = (PaymentState.SCHEDULED, PaymentState.CLAIMED, PaymentState.PROPOSED)
UNTOUCHED = (PaymentState.SCHEDULED, PaymentState.CLAIMED)
UNSENT = (ReportState.DUE, ReportState.SENT_BACK)


def check_is_running(award):
    """Raises Refused unless the award was accepted and is not over."""
    if award.state != AwardState.ACCEPTED:
        raise Refused(
            f"{award.number} is not running: {award.get_state_display().lower()}. "
            "Nothing is paid or changed on it."
        )


def check_can_claim(*, payment):
    """Raises Refused unless the grant holder can claim this payment now."""
    check_is_running(payment.award)
    if not payment.needs_claim:
        raise Refused("We make this payment without a claim. You have nothing to do.")
    if payment.state != PaymentState.SCHEDULED:
        raise Refused(
            f"This payment is not open to be claimed: {payment.get_state_display().lower()}."
        )


def check_can_propose(*, payment, today):
    """Raises Refused, saying what is missing, unless an officer can put it up to be paid."""
    if payment.state not in UNTOUCHED:
        raise Refused(f"This payment is not to be proposed: {payment.get_state_display().lower()}.")
    check_is_ready(payment=payment, today=today)


def check_is_ready(*, payment, today):
    """Raises Refused with the first thing that stands between a payment and its money."""
    award = payment.award
    check_is_running(award)
    if payment.needs_claim and not payment.claimed_at:
        raise Refused("The grant holder has to claim this payment first, with evidence.")
    if today < payment.due_on:
        raise Refused(
            f"It is not paid before {uk_date(payment.due_on)}. "
            "Change the schedule if it should be paid earlier."
        )
    _check_milestone(payment)
    _check_conditions(award)
    _check_reports(award, today)
    check_bank_is_verified(award.organisation)


def check_can_release(*, payment, by, today):
    """Raises Refused unless this person, a second one, can release the money now."""
    if payment.state != PaymentState.PROPOSED:
        raise Refused(f"Nobody has proposed to pay this: {payment.get_state_display().lower()}.")
    if payment.proposed_by_id == by.pk:
        raise Refused("You proposed this payment, so somebody else has to release it.")
    check_is_not_the_holder(award=payment.award, by=by)
    check_is_ready(payment=payment, today=today)


def check_is_not_the_holder(*, award, by):
    """Raises Refused for an officer who is one of the people the money goes to."""
    if people_of(award).filter(pk=by.pk).exists():
        raise Refused(
            f"You work on this award for {award.organisation}. Another officer does this."
        )


def check_can_send_back(*, payment):
    """Raises Refused unless there is a claim or a proposal to send back."""
    if payment.state not in (PaymentState.CLAIMED, PaymentState.PROPOSED):
        raise Refused(f"There is nothing to send back: {payment.get_state_display().lower()}.")


def check_can_schedule(*, award):
    """Raises Refused unless something of the award is still to be paid and may be laid out anew."""
    check_is_running(award)
    if not standing_of(award).outstanding:
        raise Refused("Everything of this award is paid, so there is nothing to lay out.")
    if award.payments.filter(state=PaymentState.PROPOSED).exists():
        raise Refused(
            "A payment waits for a second officer. Release it or send it back before you change "
            "the schedule."
        )


def check_schedule_adds_up(*, parts, outstanding):
    """Raises Refused unless the parts ([pence, …]) are exactly what is still to be paid."""
    if any(pence <= 0 for pence in parts):
        raise Refused("Each payment must be more than nothing.")
    if (total := sum(parts)) != outstanding:
        word = "more" if total > outstanding else "less"
        raise Refused(
            f"The payments come to {pounds(total)}, which is {pounds(abs(total - outstanding))} "
            f"{word} than the {pounds(outstanding)} still to be paid. Make them agree."
        )


def _check_milestone(payment):
    milestone = getattr(payment, "milestone", None)
    if milestone and milestone.state != MilestoneState.ACCEPTED:
        raise Refused(f"{milestone} is not accepted yet. Its payment waits for that.")


def _check_conditions(award):
    unmet = award.conditions.filter(before_payment=True, met_on=None).first()
    if unmet:
        raise Refused(
            f"A condition is not met yet: “{unmet.text}”, by {uk_date(unmet.due_on)}. "
            "Write down how it was met first."
        )


def _check_reports(award, today):
    late = award.reports.filter(state__in=UNSENT, due_on__lt=today).first()
    if late:
        raise Refused(
            f"“{late.title}” was due on {uk_date(late.due_on)} and is not in. Payments wait for "
            "it. Give it a later day if that is right."
        )


def can_propose(*, payment, today=None):
    """Whether a payment can be put up to be paid."""
    return allows(check_can_propose, payment=payment, today=today or timezone.localdate())
