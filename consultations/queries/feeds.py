"""What measures of the strategy read by themselves from consultations."""

from datetime import datetime, time, timedelta
from decimal import Decimal

from django.conf import settings
from django.utils import timezone

from civilsociety.documents import total
from civilsociety.ui.words import uk_date
from consultations.models import Response
from strategy.models import Measure
from strategy.slots import Feed, FeedReading

FEW = "{number} responses came in this period. The number is not shown, so that nobody is known."


def feeds():
    """Responses to consultations (strategy.slots.Feed)."""
    return [
        Feed(
            key="consultations-responses",
            title="Responses to consultations",
            unit=Measure.Unit.NUMBER,
            read=responses,
        )
    ]


def responses(since, until):
    """Responses sent in the period (UK days), without duplicates and withdrawn ones."""
    sent = Response.objects.counting().filter(
        submitted_at__gte=_start_of(since), submitted_at__lt=_start_of(until + timedelta(days=1))
    )
    number = total(sent.count(), threshold=settings.SUPPRESSION_THRESHOLD)
    evidence = f"Responses sent from {uk_date(since)} to {uk_date(until)}, to all consultations."
    if not number.shown:
        few = str(number)
        return FeedReading(
            None, evidence=evidence, commentary=FEW.format(number=few[0].upper() + few[1:])
        )
    return FeedReading(Decimal(number.count), evidence=evidence)


def _start_of(day):
    return timezone.make_aware(datetime.combine(day, time.min))
