"""When milestones are set, evidenced and accepted, and what a pilot's partner may write."""

from civilsociety.refusal import Refused, allows
from civilsociety.ui.personal import found_in
from civilsociety.ui.words import uk_date
from funding.models.choices import ProgrammeKind
from funding.queries.partners.quarters import quarters_of
from funding.states import AwardState, MilestoneState, PaymentState

RUNNING = frozenset({AwardState.ACCEPTED})
READS = frozenset({AwardState.ACCEPTED, AwardState.COMPLETED, AwardState.ENDED_EARLY})
TO_BE_GIVEN = (MilestoneState.DUE, MilestoneState.SENT_BACK)
UNPAID = (PaymentState.SCHEDULED, PaymentState.CLAIMED)


def is_pilot(award):
    """Whether a partner delivers it for us, paid by milestones."""
    return award.programme.kind == ProgrammeKind.PILOT


def check_is_pilot(award):
    """Raises Refused for an award that is not a commissioned pilot."""
    if not is_pilot(award):
        raise Refused("Milestones belong to a commissioned pilot. This award is not one.")


def check_can_set_milestone(award):
    """Raises Refused unless milestones may be laid down for this award."""
    check_is_pilot(award)
    if award.state in {AwardState.COMPLETED, AwardState.ENDED_EARLY, AwardState.DECLINED}:
        raise Refused(f"{award.number} is over, so no milestone can be added.")


def check_can_change_milestone(milestone):
    """Raises Refused once the partner has given evidence: it was asked for what it gave."""
    if milestone.state != MilestoneState.DUE:
        raise Refused(
            "The partner has given evidence for this milestone, so what it asks for stays as it "
            "is. Send it back with a question, or add another milestone."
        )


def check_due_day(award, due_on):
    """Raises Refused for a day outside the award."""
    if not award.starts_on <= due_on <= award.ends_on:
        raise Refused(
            f"Choose a day of the award: {uk_date(award.starts_on)} to {uk_date(award.ends_on)}."
        )


def check_payment_is_free(payment, *, award, milestone=None):
    """Raises Refused unless the payment is the award's, is unpaid and waits for nothing else."""
    if payment is None:
        return
    other = getattr(payment, "milestone", None)
    if payment.award_id != award.pk:
        raise Refused("Choose a payment of this award.")
    if payment.state not in UNPAID:
        raise Refused(f"Payment {payment.number} is {payment.get_state_display().lower()}.")
    if other and other != milestone:
        raise Refused(f"Payment {payment.number} waits for milestone {other.number} already.")


def check_can_give_evidence(milestone):
    """Raises Refused unless the partner may give evidence now."""
    if milestone.award.state not in RUNNING:
        raise Refused("Evidence can be given while the award is running.")
    if milestone.state == MilestoneState.EVIDENCED:
        raise Refused("We have your evidence and are checking it. You hear from us.")
    if milestone.state not in TO_BE_GIVEN:
        raise Refused("This milestone is reached. There is nothing more to give.")


def check_can_answer(milestone):
    """Raises Refused unless an officer may accept the evidence or send it back."""
    if milestone.state == MilestoneState.ACCEPTED:
        raise Refused("This milestone was accepted already.")
    if milestone.state != MilestoneState.EVIDENCED:
        raise Refused("The partner has not given evidence yet, or was asked a question about it.")


def check_can_give_readings(award, quarter, *, today):
    """Raises Refused unless the partner may write or correct figures of a quarter."""
    check_is_pilot(award)
    if award.state not in READS:
        raise Refused("Figures can be given once the award is accepted.")
    if quarter not in quarters_of(award, today):
        raise Refused("Choose a quarter of the award that has begun.")


def check_is_no_case_of_a_person(text, *, where):
    """Raises Refused with every word found in a case note that leads to a person."""
    if found := found_in(text):
        listed = ", ".join(f"“{words}” ({what})" for what, words in found)
        raise Refused(
            f"Take {listed} out of {where}. A case note tells what happened and never to whom: "
            "write “a student of about twenty” instead of a name or an address."
        )


def can_set_milestone(award):
    """Whether milestones may be laid down for this award."""
    return allows(check_can_set_milestone, award)


def can_change_milestone(milestone):
    """Whether what a milestone asks for may still be changed."""
    return allows(check_can_change_milestone, milestone)


def can_give_evidence(milestone):
    """Whether the partner may give evidence now."""
    return allows(check_can_give_evidence, milestone)


def can_answer(milestone):
    """Whether an officer may accept the evidence or send it back."""
    return allows(check_can_answer, milestone)


def can_give_readings(award, quarter, *, today):
    """Whether the partner may write or correct figures of a quarter."""
    return allows(check_can_give_readings, award, quarter, today=today)
