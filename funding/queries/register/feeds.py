"""What measures of the strategy read by themselves from the register of awards.

Small is an organisation with a yearly income under £100,000, by the band the register published
with its award. Awards are public, so nothing is held back.
"""

from decimal import Decimal

from django.db.models import Count, Q, Sum

from civilsociety.organisations.models import IncomeBand
from civilsociety.ui.words import plural, uk_date
from funding.models import PublishedAward
from strategy.models import Measure
from strategy.slots import Feed, FeedReading

SMALL = Q(income_band__in=[IncomeBand.MICRO, IncomeBand.SMALL])


def feeds():
    """Awards to small organisations, and what they are worth (strategy.slots.Feed)."""
    unit = Measure.Unit
    return [
        Feed("funding-small-awards", "Awards to small organisations", unit.NUMBER, small_awards),
        Feed(
            "funding-small-pounds",
            "Pounds awarded to small organisations",
            unit.POUNDS,
            small_pounds,
        ),
    ]


def small_awards(since, until):
    """How many awards of the period went to small organisations."""
    found = _found(since, until)
    return FeedReading(Decimal(found["small"]), evidence=_evidence(found, since, until))


def small_pounds(since, until):
    """What awards of the period to small organisations are worth now, in pounds."""
    found = _found(since, until)
    pounds = Decimal(found["pence"] or 0) / 100
    return FeedReading(pounds, evidence=_evidence(found, since, until))


def _found(since, until):
    """Awards decided in the period, as the register has them now; what fell to nothing is out."""
    awards = PublishedAward.objects.latest().filter(
        awarded_on__range=(since, until), amount_pence__gt=0
    )
    return awards.aggregate(
        every=Count("pk"),
        small=Count("pk", filter=SMALL),
        pence=Sum("amount_pence", filter=SMALL),
        unknown=Count("pk", filter=Q(income_band="")),
    )


def _evidence(found, since, until):
    said = (
        f"The register of awards: {plural(found['every'], 'award')} from {uk_date(since)} to "
        f"{uk_date(until)}, {found['small']} of them to organisations with a yearly income "
        "under £100,000."
    )
    if found["unknown"]:
        said += f" The income of {plural(found['unknown'], 'recipient')} is not known."
    return said
