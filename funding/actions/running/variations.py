"""Changing an award: one side asks, the other agrees, and everything changes at once."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from civilsociety.audit.actions import record
from civilsociety.budget.models import Year
from civilsociety.decisions.models import Authority
from civilsociety.rows import locked, move_to
from funding.actions.awarding.making import increase_award
from funding.actions.register import publish_award
from funding.actions.running.dates import fit_reports
from funding.actions.running.ledger import key_of, release
from funding.actions.running.messages import tell
from funding.actions.running.schedule import adapt
from funding.models import Target, Variation
from funding.models.choices import Side
from funding.queries.awards import commitments_of, standing_of
from funding.queries.running.terms import NAMES, changed
from funding.rules.running import variations as rules
from funding.states import MOVES, VariationState


@transaction.atomic
def ask_for_change(*, award, side, wanted, why, by, now, money_from=None):
    """Asks the other side to agree to a change.

    `wanted` holds what the award should say, by the names of `queries.running.terms.NAMES`, as
    plain JSON; what is as it is already is left out. `money_from` is {"authority", "year"} (pks)
    where the council adds money. Raises Refused.
    """
    award = locked(award)
    rules.check_can_ask(award=award)
    before, after = changed(award, wanted)
    rules.check_is_a_change(award=award, after=after, why=why)
    number = (award.variations.aggregate(most=Max("number"))["most"] or 0) + 1
    variation = Variation.objects.create(
        award=award,
        number=number,
        side=side,
        before=before,
        after=after,
        money_from=money_from or {},
        why=why,
        asked_by=by,
        asked_at=now,
    )
    _record("asked", variation, by, "was asked for", details=after)
    if side == Side.COUNCIL:
        _tell("change_asked", variation, now)
    return variation


@transaction.atomic
def agree_to_change(*, variation, side, answer, by, now, money_from=None):
    """The other side agrees: award, money, payments, reports and register change together.

    Raises Refused when the award is no longer what the change was asked of, or the money is not
    there; then nothing changes.
    """
    award = locked(variation.award)
    variation = locked(variation)
    variation.award = award
    rules.check_can_agree(variation=variation, side=side, by=by, money_from=money_from)
    if money_from:
        variation.money_from = money_from
    _apply(variation, award, now, officer=variation.asked_by if side == Side.HOLDER else by)
    _close(variation, VariationState.AGREED, answer, by, now)
    named = ", ".join(NAMES[name].lower() for name in variation.after)
    publish_award(award=award, now=now, what_changed=f"Both sides agreed to change: {named}.")
    _record("agreed", variation, by, "was agreed to and applied", details=variation.after)
    _tell("change_agreed", variation, now)
    return variation


@transaction.atomic
def decline_change(*, variation, side, answer, by, now):
    """The other side does not agree, and says why. Nothing changes."""
    locked(variation.award)
    variation = locked(variation)
    rules.check_can_answer(variation=variation, side=side, by=by)
    _close(variation, VariationState.DECLINED, answer, by, now)
    _record("declined", variation, by, "was declined", details={"answer": answer})
    if side == Side.COUNCIL:
        _tell("change_declined", variation, now)
    return variation


@transaction.atomic
def withdraw_change(*, variation, side, by, now):
    """The side that asked takes it back."""
    locked(variation.award)
    variation = locked(variation)
    rules.check_can_withdraw(variation=variation, side=side)
    _close(variation, VariationState.WITHDRAWN, "", by, now)
    _record("withdrawn", variation, by, "was withdrawn")
    return variation


def _apply(variation, award, now, *, officer):
    after, today = variation.after, timezone.localdate(now)
    for name in {"title", "summary", "districts"} & after.keys():
        setattr(award, name, after[name])
    for name in {"starts_on", "ends_on"} & after.keys():
        setattr(award, name, date.fromisoformat(after[name]))
    award.save()
    if "targets" in after:
        set_targets_to(award, after["targets"])
    if {"starts_on", "ends_on"} & after.keys():
        fit_reports(award)
    if "amount_pence" in after:
        _change_money(variation, award, after["amount_pence"], now, officer)
        adapt(award, today=today)


def _change_money(variation, award, pence, now, officer):
    more = pence - standing_of(award).now
    reason = f"Variation {variation.number} of {award.number}: {variation.why}"
    if more < 0:
        release(award=award, pence=-more, reason=reason, by=officer, now=now, row=variation)
    elif more:
        increase_award(
            award=award,
            pence=more,
            authority=Authority.objects.get(pk=variation.money_from["authority"]),
            year=Year.objects.get(pk=variation.money_from["year"]),
            by=officer,
            reason=reason,
            key=key_of("variation", variation, commitments_of(award)[0]),
            now=now,
        )


def set_targets_to(award, targets):
    """Makes the targets of an award exactly these: {indicator pk as text: value}."""
    award.targets.exclude(indicator__in=[int(pk) for pk in targets]).delete()
    for pk, value in targets.items():
        Target.objects.update_or_create(
            award=award, indicator_id=int(pk), defaults={"value": value}
        )


def _close(variation, state, answer, by, now):
    move_to(variation, state, moves=MOVES)
    variation.answered_by, variation.answered_at, variation.answer = by, now, answer
    variation.save()


def _tell(about, variation, now):
    name = f"{about.replace('_', '-')}-{variation.pk}"
    tell(award=variation.award, name=name, now=now, about=about, variation=variation)


def _record(verb, variation, by, words, details=None):
    record(
        verb=f"funding.change_{verb}",
        target=variation.award,
        by=by,
        sentence=f"Change {variation.number} of {variation.award.number} {words}.",
        details=details or {},
    )
