"""When both sides may change an award, and what a change must be."""

from civilsociety.refusal import Refused
from civilsociety.ui.personal import check_no_personal_data
from civilsociety.ui.words import pounds
from funding.models.choices import Side
from funding.queries.awards import standing_of
from funding.queries.running.terms import terms_of
from funding.queries.running.waiting import asked_back
from funding.rules.running.payments import check_is_not_the_holder, check_is_running
from funding.states import VariationState


def check_can_ask(*, award):
    """Raises Refused unless a change may be asked for now: one at a time, while it runs."""
    check_is_running(award)
    if award.variations.filter(state=VariationState.ASKED).exists():
        raise Refused("A change is waiting for an answer already. One is asked for at a time.")


def check_is_a_change(*, award, after, why):
    """Raises Refused for a change that changes nothing or cannot be."""
    if not after:
        raise Refused("Nothing is different from what the award says now. Change something.")
    if not why.strip():
        raise Refused("Say why, so that the other side can agree.")
    check_no_personal_data(after.get("title", ""), where="the title")
    check_no_personal_data(after.get("summary", ""), where="the summary")
    now = terms_of(award)
    if after.get("ends_on", now["ends_on"]) < after.get("starts_on", now["starts_on"]):
        raise Refused("The last day cannot be before the first day. Change one of them.")
    if "amount_pence" in after:
        _check_amount(award, after["amount_pence"])


def _check_amount(award, pence):
    standing = standing_of(award)
    if pence <= 0:
        raise Refused(
            "An award of nothing is no award. To stop it, agree on an earlier last day and on what "
            "was paid so far, or give three months’ notice."
        )
    least = standing.kept + asked_back(award, unpaid=True)
    if pence < standing.now and pence < least:
        raise Refused(
            f"{pounds(least)} is paid or given back already, so the award cannot be changed to "
            "less. What was paid and is not needed is returned instead."
        )


def check_can_answer(*, variation, side, by):
    """Raises Refused unless this side, and another person, may answer."""
    if variation.state != VariationState.ASKED:
        raise Refused(f"This change is answered: {variation.get_state_display().lower()}.")
    if variation.side == side or variation.asked_by_id == by.pk:
        raise Refused("The side that asks cannot also agree. The other side answers.")
    if side == Side.COUNCIL:
        check_is_not_the_holder(award=variation.award, by=by)


def check_can_agree(*, variation, side, by, money_from=None):
    """Raises Refused unless the change can be applied now, as it was asked."""
    check_can_answer(variation=variation, side=side, by=by)
    award = variation.award
    check_is_running(award)
    now = terms_of(award)
    if any(now[name] != value for name, value in variation.before.items()):
        raise Refused(
            "The award has changed since this was asked, so the table no longer holds. "
            "Decline it or withdraw it, and ask again."
        )
    check_is_a_change(award=award, after=variation.after, why=variation.why)
    more = variation.after.get("amount_pence", now["amount_pence"]) > now["amount_pence"]
    if more and not (money_from or variation.money_from):
        raise Refused("Choose the decision and the year that the added money comes from.")


def check_can_withdraw(*, variation, side):
    """Raises Refused unless the side that asked takes it back before an answer."""
    if variation.state != VariationState.ASKED:
        raise Refused(f"This change is answered: {variation.get_state_display().lower()}.")
    if variation.side != side:
        raise Refused("Only the side that asked can withdraw it. You can decline it.")


OTHER = {Side.COUNCIL: Side.HOLDER, Side.HOLDER: Side.COUNCIL}
