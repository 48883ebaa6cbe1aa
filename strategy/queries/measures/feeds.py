"""What the ledger says by itself: pounds paid under the framework."""

from decimal import Decimal

from django.db.models import Sum

from civilsociety.budget.queries import entries_behind
from civilsociety.ui.words import plural, uk_date
from strategy.models import Measure
from strategy.slots import Feed, FeedReading


def feeds():
    """Pounds paid under the framework (strategy.slots.Feed)."""
    return [
        Feed(
            key="budget-paid",
            title="Pounds paid under the framework",
            unit=Measure.Unit.POUNDS,
            read=pounds_paid,
        )
    ]


def pounds_paid(since, until):
    """What was paid in the period less what came back in it, over all years and sources."""
    found = entries_behind(figure="paid").filter(move__on__range=(since, until))
    pence = found.aggregate(pence=Sum("effect_pence"))["pence"] or 0
    moves = found.order_by().values("move").distinct().count()
    return FeedReading(
        value=Decimal(pence) / 100,
        evidence=f"The ledger, {uk_date(since)} to {uk_date(until)}: "
        f"{plural(moves, 'payment or return', 'payments and returns')}.",
    )
