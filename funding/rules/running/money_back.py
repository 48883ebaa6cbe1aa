"""Money that comes back: what may be asked, and who may say that it came.

Two people: whoever asked for it is not the officer who writes down that it was released or
received. What a grant holder offers needs one officer, because the holder asked.
"""

from civilsociety.refusal import Refused
from civilsociety.ui.words import pounds
from funding.models.choices import MoneyBackKind
from funding.queries.awards import standing_of
from funding.queries.running.waiting import asked_back
from funding.rules.running.payments import check_is_not_the_holder
from funding.states import AwardState, MoneyBackState, PaymentState

HAVE_MONEY = (AwardState.ACCEPTED, AwardState.ENDED_EARLY, AwardState.COMPLETED)


def parts_of(*, award, kind, pence):
    """(pence of what is not paid yet, pence of what was paid) that are to come back.

    Money not needed is taken from what is not paid yet, so that nobody sends money to and fro;
    money asked back because terms were not kept from what was paid.
    """
    room = _room(award)
    first, second = ("unpaid", "paid") if kind == MoneyBackKind.UNDERSPEND else ("paid", "unpaid")
    taken = min(pence, room[first])
    parts = {first: taken, second: pence - taken}
    return parts["unpaid"], parts["paid"]


def check_has_money(*, award):
    """Raises Refused unless something of the award could come back."""
    if award.state not in HAVE_MONEY or sum(_room(award).values()) <= 0:
        raise Refused(f"{award.number} has no money that could come back.")


def check_can_ask_back(*, award, kind, pence, why):
    """Raises Refused unless so much of the award can come back."""
    check_has_money(award=award)
    if not why.strip():
        raise Refused("Say why: both sides read it.")
    if pence <= 0:
        raise Refused("The amount must be more than nothing.")
    if pence > (most := sum(_room(award).values())):
        raise Refused(
            f"{pounds(most)} is what can come back of this award now. Enter that or less."
        )
    _check_is_not_asked_already(award=award, kind=kind, pence=pence, why=why)


def _check_is_not_asked_already(*, award, kind, pence, why):
    """A form that is sent twice asks once: the same sum, for the same reason, still waits."""
    waiting = award.money_back.filter(state=MoneyBackState.ASKED, kind=kind, why=why)
    if sum(waiting.values_list("amount_pence", flat=True)) == pence:
        raise Refused(
            f"{pounds(pence)} is written down for this reason already. If it is more money, say "
            "in your reason what it is."
        )


def check_can_settle(*, money, by):
    """Raises Refused unless this officer may write down that it was released or received."""
    if money.state != MoneyBackState.ASKED:
        raise Refused(f"This is settled: {money.get_state_display().lower()}.")
    if money.asked_by_id == by.pk:
        raise Refused("You asked for this money, so another officer writes down that it came back.")
    check_is_not_the_holder(award=money.award, by=by)
    if money.is_unpaid:
        _check_nothing_is_on_its_way(money.award)


def check_can_drop(*, money, by):
    """Raises Refused unless the money is still asked for."""
    if money.state != MoneyBackState.ASKED:
        raise Refused(f"This is settled: {money.get_state_display().lower()}.")


def _check_nothing_is_on_its_way(award):
    waiting = award.payments.filter(state=PaymentState.PROPOSED).first()
    if waiting:
        raise Refused(
            f"Payment {waiting.number} waits for a second officer. Release it or send it back "
            "first."
        )


def _room(award):
    """What can still be asked back, of what is not paid yet and of what was paid (pence).

    What was offered before it was paid, and was paid all the same, comes out of what was paid;
    the other way round when it was returned meanwhile.
    """
    standing = standing_of(award)
    unpaid = standing.outstanding - asked_back(award, unpaid=True)
    paid = standing.kept - asked_back(award, unpaid=False)
    whole = max(unpaid + paid, 0)
    unpaid = min(max(unpaid, 0), whole)
    return {"unpaid": unpaid, "paid": whole - unpaid}
