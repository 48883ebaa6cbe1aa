"""What a change of an award's money would do on each budget line, before anybody agrees."""

from civilsociety.budget.actions.posting import Leg
from civilsociety.budget.actions.settling import drawn_on_legs, payable
from civilsociety.budget.forms.effects import drawn_from_head, effect
from civilsociety.budget.models import Year
from civilsociety.budget.queries.lines import commitment_legs
from civilsociety.budget.states import Bucket
from civilsociety.refusal import Refused
from funding.actions.running.ledger import payable_of, spread
from funding.queries.awards import commitments_of, standing_of


def effect_of(variation, *, today):
    """The budget lines before and after a change; None where it moves no money.

    More money is drawn from the year that was chosen, else from today's.
    """
    if "amount_pence" not in variation.after:
        return None
    more = variation.after["amount_pence"] - standing_of(variation.award).now
    try:
        legs = _drawn(variation, more, today) if more > 0 else _released(variation.award, -more)
    except Refused as refused:
        return effect([], problem=str(refused))
    return effect(legs)


def _drawn(variation, pence, today):
    chosen = variation.money_from.get("year")
    years = Year.objects.open()
    year = years.filter(pk=chosen).first() if chosen else years.holding(today).first()
    if year is None:
        raise Refused("No year is open to draw it from.")
    head = variation.award.programme.head
    return drawn_from_head(year=year, head=head, pence=pence, to=Bucket.COMMITTED)


def _released(award, pence):
    legs = []
    for commitment, part in spread(pence, commitments_of(award)[::-1], payable_of):
        drawn = drawn_on_legs(
            part,
            commitment_legs(commitment),
            most=payable,
            done=lambda leg: -leg.outstanding_pence,
        )
        legs += [Leg(line, share, Bucket.COMMITTED, Bucket.AVAILABLE) for line, share in drawn]
    return legs
