"""Money that is not needed, and money asked back: told, then released or received."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import record
from civilsociety.rows import locked, move_to
from civilsociety.ui.words import pounds
from funding.actions.register import publish_award
from funding.actions.running import ledger
from funding.actions.running.messages import tell
from funding.actions.running.schedule import adapt
from funding.models import MoneyBack
from funding.models.choices import MoneyBackKind
from funding.rules.running import money_back as rules
from funding.states import MOVES, MoneyBackState

# To send money back, where nobody names a day.
DAYS = 28


@transaction.atomic
def ask_back(*, award, kind, pence, why, side, by, now, due_on=None):
    """Writes down that so much of an award is to come back; [MoneyBack], one or two.

    What was not paid yet is told apart from what was: the first is released, the second
    transferred, by `due_on`. Raises Refused.
    """
    award = locked(award)
    rules.check_can_ask_back(award=award, kind=kind, pence=pence, why=why)
    due_on = due_on or timezone.localdate(now) + timedelta(days=DAYS)
    parts = zip((True, False), rules.parts_of(award=award, kind=kind, pence=pence), strict=True)
    asked = [
        MoneyBack.objects.create(
            award=award,
            kind=kind,
            amount_pence=part,
            is_unpaid=is_unpaid,
            why=why,
            asked_by=by,
            side=side,
            asked_at=now,
            due_on=None if is_unpaid else due_on,
        )
        for is_unpaid, part in parts
        if part
    ]
    word = "offered back" if kind == MoneyBackKind.UNDERSPEND else "asked back"
    _record("asked", award, by, f"{pounds(pence)} of {award.number} was {word}.", pence=pence)
    for money in asked:
        name = f"money-back-{money.pk}"
        tell(award=award, name=name, now=now, about="money_back", money=money, due_on=due_on)
    return asked


@transaction.atomic
def settle(*, money, reference, by, now):
    """Writes down that it was released, or that the transfer arrived. Raises Refused.

    It goes back to the sources it came from, and the register says what the award is now.
    """
    award = locked(money.award)
    money = locked(money)
    rules.check_can_settle(money=money, by=by)
    terms = {
        "award": award,
        "pence": money.amount_pence,
        "reason": f"{money.get_kind_display()}: {money.why}",
        "by": by,
        "now": now,
        "row": money,
    }
    if money.is_unpaid:
        moves = ledger.release(**terms)
        adapt(award, today=timezone.localdate(now))
    else:
        moves = ledger.take_back(reference=reference, **terms)
    move_to(money, MoneyBackState.RECEIVED, moves=MOVES)
    money.received_by, money.received_at, money.move = by, now, moves[0]
    money.reference = reference
    money.save()
    word = "released" if money.is_unpaid else "returned"
    said = f"{pounds(money.amount_pence)} was {word}."
    publish_award(award=award, now=now, what_changed=said)
    _record(word, award, by, f"{pounds(money.amount_pence)} of {award.number} was {word}.",
            pence=money.amount_pence)  # fmt: skip
    return money


@transaction.atomic
def drop(*, money, why, by, now):
    """No longer asks for it. Raises Refused once it is settled."""
    award = locked(money.award)
    money = locked(money)
    rules.check_can_drop(money=money, by=by)
    move_to(money, MoneyBackState.CANCELLED, moves=MOVES)
    money.closed_why = why
    money.save()
    said = f"{pounds(money.amount_pence)} of {award.number} is no longer asked for."
    _record("not_asked", award, by, said, pence=money.amount_pence, why=why)
    name = f"money-dropped-{money.pk}"
    tell(award=award, name=name, now=now, about="money_dropped", money=money, why=why)
    return money


def _record(verb, award, by, sentence, **details):
    record(verb=f"funding.money_{verb}", target=award, by=by, sentence=sentence, details=details)
