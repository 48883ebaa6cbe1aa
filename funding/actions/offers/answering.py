"""An offer answered, given more time, remembered, or lapsed. Each happens once."""

from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import SYSTEM, record
from civilsociety.budget import actions as budget
from civilsociety.refusal import Refused
from civilsociety.rows import locked, move_to
from civilsociety.ui.words import pounds, uk_date
from funding.actions import messages
from funding.actions.awarding import agree
from funding.emails import offers as emails
from funding.queries.awards import commitments_of
from funding.queries.offers.letters import addresses_of
from funding.rules.offers import answering as rules
from funding.states import MOVES, AwardState


@transaction.atomic
def accept_offer(*, award, name, by, now):
    """Accepts an offer for the organisation: from now it runs, with its payments and reports.

    `name` is who accepts and as what, as they wrote it. Whoever comes second finds it accepted.
    """
    award = locked(award)
    if award.state == AwardState.ACCEPTED:
        return award
    rules.check_can_answer_offer(award=award, today=timezone.localdate(now))
    return agree(award=award, by=by, now=now, name=name)


@transaction.atomic
def decline_offer(*, award, why, by, now):
    """Declines an offer with the reason; its money is free again at once."""
    award = locked(award)
    rules.check_can_answer_offer(award=award, today=timezone.localdate(now))
    if not why.strip():
        raise Refused("Tell us why, in a few words.")
    move_to(award, AwardState.DECLINED, moves=MOVES)
    award.declined_why, award.ended_at = why.strip(), now
    award.save()
    freed = _free(award, reason=f"The offer was declined: {why.strip()}", by=by, now=now)
    record(
        verb="funding.declined",
        target=award,
        by=by,
        sentence=f"{award.organisation} declined {award.number}: {pounds(freed)} is free again.",
        details={"why": why.strip(), "pence": freed},
    )
    return award


@transaction.atomic
def lapse_offer(*, award, now):
    """Lets an offer lapse whose last day has passed in the United Kingdom; its money is free
    again, and its people are told. Returns whether it lapsed now."""
    award = locked(award)
    if not _runs_out(award, now):
        return False
    move_to(award, AwardState.LAPSED, moves=MOVES)
    award.ended_at = now
    award.save(update_fields=["state", "ended_at"])
    reason = f"Not answered by {uk_date(award.accept_by)}."
    freed = _free(award, reason=reason, by=None, now=now)
    record(
        verb="funding.lapsed",
        target=award,
        by=SYSTEM,
        sentence=f"The offer of {award.number} lapsed: {pounds(freed)} is free again.",
        details={"pence": freed},
    )
    _tell(award, f"offer-lapsed:{award.pk}", emails.lapsed(award), now)
    return True


def _runs_out(award, now):
    try:
        rules.check_can_lapse(award=award, today=timezone.localdate(now))
    except Refused:
        return False
    return True


def _free(award, *, reason, by, now):
    """Releases everything an award was promised and not paid; returns the pence."""
    freed = 0
    for commitment in commitments_of(award):
        if commitment.outstanding_pence:
            freed += commitment.outstanding_pence
            key = uuid5(NAMESPACE_URL, f"funding/award/{award.pk}/free/{commitment.pk}")
            budget.release(commitment=commitment, reason=reason, by=by, key=key, now=now)
    return freed


@transaction.atomic
def give_more_time(*, award, accept_by, why, by, now):
    """Moves the last day to answer an offer; a reminder goes out again before the new one."""
    award = locked(award)
    rules.check_can_give_more_time(award=award)
    rules.check_answer_by(accept_by=accept_by, today=timezone.localdate(now))
    before, award.accept_by, award.reminded_at = award.accept_by, accept_by, None
    award.save(update_fields=["accept_by", "reminded_at"])
    record(
        verb="funding.more_time",
        target=award,
        by=by,
        sentence=f"{award.number} is to be answered by {uk_date(accept_by)}.",
        details={"why": why, "accept_by": [uk_date(before), uk_date(accept_by)]},
    )
    return award


@transaction.atomic
def remind_of_offer(*, award, now):
    """Reminds of an offer whose last day is a week away or nearer; once for each last day."""
    award = locked(award)
    left = (award.accept_by - timezone.localdate(now)).days if award.accept_by else None
    due = left is not None and 0 <= left <= rules.LEAST_DAYS
    if award.state != AwardState.OFFERED or award.reminded_at or not due:
        return False
    key = f"offer-reminder:{award.pk}:{award.accept_by}"
    _tell(award, key, emails.reminder(award), now)
    award.reminded_at = now
    award.save(update_fields=["reminded_at"])
    return True


def _tell(award, key, words, now):
    """Puts a message to the people of an award in the post: what is decided of their offer never
    waits for a mail server."""
    for address in addresses_of(award.application) if award.application else []:
        messages.write(key=key, to=address, words=words, now=now)
