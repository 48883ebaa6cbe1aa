"""What an evaluation is about: the awards decided and the bids sent in its days."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from funding.models import Application, Award, PublishedAward


def awards_of(evaluation):
    """The awards in the register that were decided in its days (both inclusive)."""
    published = PublishedAward.objects.latest().values("award")
    awards = Award.objects.filter(
        pk__in=published,
        programme=evaluation.programme_id,
        awarded_on__range=(evaluation.from_day, evaluation.until_day),
    )
    return awards.filter(call=evaluation.call_id) if evaluation.call_id else awards


def rows_of(evaluation):
    """Those awards as the register has them."""
    return PublishedAward.objects.latest().filter(award__in=awards_of(evaluation))


def bids_of(evaluation):
    """The bids that were sent in its days, by the clocks of the United Kingdom."""
    bids = Application.objects.received().filter(
        call__programme=evaluation.programme_id,
        submitted_at__gte=_midnight(evaluation.from_day),
        submitted_at__lt=_midnight(evaluation.until_day + timedelta(days=1)),
    )
    return bids.filter(call=evaluation.call_id) if evaluation.call_id else bids


def calls_of(evaluation):
    """Its rounds: the one it is about, or every one that got a bid in its days."""
    return {bid.call_id for bid in bids_of(evaluation).only("call_id")}


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time()))
