"""Making an award: the ledger's commitment and the award come about together, or not at all."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.budget import actions as budget
from civilsociety.refusal import Refused
from civilsociety.rows import locked
from civilsociety.ui.personal import check_no_personal_data
from civilsociety.ui.words import pounds
from funding.models import Award, AwardCommitment


@transaction.atomic
def make_award(
    *, programme, organisation, title, summary, pence, authority, awarded_on, starts_on, ends_on,
    by, reason, key, now, reservation=None, year=None, application=None, call=None, districts=(),
    regrant_type="", is_sample=False,
):  # fmt: skip
    """Awards money: promised in the ledger under `authority`, out of a reservation or the head.

    Title and summary are published, so personal data in them is Refused, as is everything the
    ledger refuses. The same key gives the award that is there already.
    """
    check_no_personal_data(title, where="the title")
    check_no_personal_data(summary, where="the summary")
    place = {"reservation": reservation} if reservation else {"year": year, "head": programme.head}
    commitment = budget.commit(
        authority=authority,
        title=f"{programme.name}: {title}"[:200],
        pence=pence,
        reason=reason,
        by=by,
        key=key,
        now=now,
        payee=organisation,
        **place,
    )
    return _award_of(
        commitment,
        programme=programme,
        call=call,
        application=application,
        organisation=organisation,
        title=title,
        summary=summary,
        awarded_on=awarded_on,
        starts_on=starts_on,
        ends_on=ends_on,
        districts=list(districts),
        regrant_type=regrant_type or programme.regrant_type,
        decided_by=by,
        decided_at=now,
        is_sample=is_sample,
    )


@transaction.atomic
def take_in(
    *, commitment, programme, organisation, title, summary, awarded_on, starts_on, ends_on, by, now,
    districts=(), is_sample=False,
):  # fmt: skip
    """Makes an award of money that was promised in the ledger before it had one.

    Raises Refused for a commitment of another programme's head, and for personal data.
    """
    check_no_personal_data(title, where="the title")
    check_no_personal_data(summary, where="the summary")
    commitment = locked(commitment)  # two officers who take it in make one award
    if commitment.head_id != programme.head_id:
        raise Refused(f"{commitment.number} is promised under {commitment.head}, not {programme}.")
    return _award_of(
        commitment,
        programme=programme,
        organisation=organisation,
        title=title,
        summary=summary,
        awarded_on=awarded_on,
        starts_on=starts_on,
        ends_on=ends_on,
        districts=list(districts),
        regrant_type=programme.regrant_type,
        decided_by=by,
        decided_at=now,
        is_sample=is_sample,
    )


def _award_of(commitment, **fields):
    """The award of a commitment: the one there is, or a new one."""
    if known := AwardCommitment.objects.filter(commitment=commitment).first():
        return known.award
    pence, programme = commitment.amount_pence, fields["programme"]
    award = Award.objects.create(amount_pence=pence, department=programme.department, **fields)
    AwardCommitment.objects.create(award=award, commitment=commitment)
    record(
        verb="funding.awarded",
        target=award,
        by=award.decided_by,
        sentence=f"{pounds(pence)} was awarded to {award.organisation} for {award.title}.",
        details={
            "pence": pence,
            "commitment": commitment.number,
            "decision": commitment.authority.decision.reference,
        },
    )
    return award


@transaction.atomic
def increase_award(*, award, pence, authority, year, by, reason, key, now):
    """Adds money to an award: another commitment under a decision. Raises Refused as the ledger."""
    commitment = budget.commit(
        authority=authority,
        title=f"{award.programme.name}: {award.title}, increase"[:200],
        pence=pence,
        reason=reason,
        by=by,
        key=key,
        now=now,
        payee=award.organisation,
        year=year,
        head=award.programme.head,
        reference=award.number,
    )
    if not AwardCommitment.objects.filter(commitment=commitment).exists():
        AwardCommitment.objects.create(award=award, commitment=commitment)
        record(
            verb="funding.increased",
            target=award,
            by=by,
            sentence=f"{award.number} was increased by {pounds(pence)}.",
            details={"pence": pence, "commitment": commitment.number},
        )
    return award
