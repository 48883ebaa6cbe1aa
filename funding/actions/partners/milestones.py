"""Milestones of a commissioned pilot: laid down, evidenced, accepted or sent back."""

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from civilsociety.audit.actions import record
from civilsociety.rows import locked, move_to
from civilsociety.ui.words import uk_date
from funding.actions.files import keep_file
from funding.actions.partners.telling import tell
from funding.models import Milestone, MilestoneFile
from funding.rules.partners import pilots as rules
from funding.states import MOVES, MilestoneState, PaymentState

ASKED = ("title", "evidence_needed", "due_on", "payment")


@transaction.atomic
def set_milestone(*, award, title, evidence_needed, due_on, by, payment=None):
    """Lays down what the partner delivers by a day; `payment` waits until it is accepted."""
    award = locked(award)
    rules.check_can_set_milestone(award)
    rules.check_due_day(award, due_on)
    payment = locked(payment) if payment else None
    rules.check_payment_is_free(payment, award=award)
    last = award.milestones.aggregate(last=Max("number"))["last"] or 0
    milestone = Milestone.objects.create(
        award=award,
        number=last + 1,
        title=title,
        evidence_needed=evidence_needed,
        due_on=due_on,
        payment=payment,
    )
    record(
        verb="funding.milestone_set",
        target=award,
        by=by,
        sentence=f"{milestone} was laid down for {award.number}, due {uk_date(due_on)}.",
        details=_as_told(milestone),
    )
    return milestone


@transaction.atomic
def change_milestone(*, milestone, title, evidence_needed, due_on, by, payment=None):
    """Changes what a milestone asks for, before the partner gave evidence."""
    award = locked(milestone.award)
    milestone = locked(milestone)
    rules.check_can_change_milestone(milestone)
    rules.check_due_day(award, due_on)
    payment = locked(payment) if payment else None
    rules.check_payment_is_free(payment, award=award, milestone=milestone)
    before = _as_told(milestone)
    for name, value in zip(ASKED, (title, evidence_needed, due_on, payment), strict=True):
        setattr(milestone, name, value)
    milestone.save()
    after = _as_told(milestone)
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if changes:
        record(
            verb="funding.milestone_changed",
            target=award,
            by=by,
            sentence=f"Milestone {milestone.number} of {award.number} was changed.",
            details=changes,
        )
    return milestone


@transaction.atomic
def remove_milestone(*, milestone, reason, by):
    """Takes a milestone out that nobody has given evidence for. Returns the award."""
    award = locked(milestone.award)
    milestone = locked(milestone)
    rules.check_can_change_milestone(milestone)
    record(
        verb="funding.milestone_removed",
        target=award,
        by=by,
        sentence=f"{milestone} of {award.number} was taken out: {reason}",
        details=_as_told(milestone),
    )
    milestone.delete()
    return award


@transaction.atomic
def give_evidence(*, milestone, evidence, uploads, by, now):
    """The partner says how a milestone was reached, with files (see `forms.files`)."""
    award = locked(milestone.award)
    milestone = locked(milestone)
    rules.check_can_give_evidence(milestone)
    move_to(milestone, MilestoneState.EVIDENCED, moves=MOVES)
    milestone.evidence, milestone.given_by, milestone.given_at = evidence, by, now
    milestone.save()
    for upload in uploads:
        MilestoneFile.objects.create(
            milestone=milestone, file=keep_file(upload=upload, by=by, now=now)
        )
    record(
        verb="funding.milestone_evidenced",
        target=award,
        by=by,
        sentence=f"Evidence was given for milestone {milestone.number} of {award.number}.",
        details={"milestone": milestone.number, "files": len(uploads)},
    )
    return milestone


@transaction.atomic
def accept_milestone(*, milestone, answer, by, now):
    """An officer finds that a milestone is reached; the evidence counts as the payment's claim."""
    award = locked(milestone.award)
    milestone = _answered(milestone, MilestoneState.ACCEPTED, answer, by, now)
    _claim(milestone)
    record(
        verb="funding.milestone_accepted",
        target=award,
        by=by,
        sentence=f"Milestone {milestone.number} of {award.number} was accepted.",
        details={"milestone": milestone.number, "payment": _number_of(milestone.payment)},
    )
    _tell(milestone, "accepted", now)
    return milestone


@transaction.atomic
def send_back_milestone(*, milestone, answer, by, now):
    """An officer asks the partner for more evidence; `answer` says what is missing."""
    award = locked(milestone.award)
    milestone = _answered(milestone, MilestoneState.SENT_BACK, answer, by, now)
    record(
        verb="funding.milestone_sent_back",
        target=award,
        by=by,
        sentence=f"Milestone {milestone.number} of {award.number} was sent back with a question.",
        details={"milestone": milestone.number, "answer": answer},
    )
    _tell(milestone, "sent_back", now)
    return milestone


def _answered(milestone, state, answer, by, now):
    milestone = locked(milestone)
    rules.check_can_answer(milestone)
    move_to(milestone, state, moves=MOVES)
    milestone.answer, milestone.answered_by, milestone.answered_at = answer, by, now
    milestone.save()
    return milestone


def _claim(milestone):
    """Nobody claims what has just been proved."""
    if milestone.payment is None:
        return
    payment = locked(milestone.payment)
    if payment.state != PaymentState.SCHEDULED:
        return
    move_to(payment, PaymentState.CLAIMED, moves=MOVES)
    payment.claimed_by, payment.claimed_at = milestone.given_by, milestone.given_at
    payment.claim = f"{milestone}. {milestone.evidence}"
    payment.save()


def _tell(milestone, about, now):
    path = reverse("funding:milestone", args=[milestone.award_id, milestone.number])
    key = f"milestone-{milestone.pk}-{about}-{now:%y%m%d%H%M%S}"
    tell(award=milestone.award, key=key, about=about, path=path, now=now, milestone=milestone)


def _as_told(milestone):
    return {
        "number": milestone.number,
        "title": milestone.title,
        "evidence needed": milestone.evidence_needed,
        "due": uk_date(milestone.due_on),
        "payment": _number_of(milestone.payment),
    }


def _number_of(payment):
    return payment.number if payment else ""
