"""Measures that read themselves."""

from celery import shared_task
from django.utils import timezone

from strategy.actions.measures import feeds
from strategy.models import Measure


@shared_task
def read_feeds():
    """Every night: hands out each measure that has a source, so that one failing stops no other."""
    for pk in feeds.measures_with_feeds():
        read_feed.delay(pk)


@shared_task
def read_feed(pk):
    """Reads what has ended of one measure, and looks whether its source has changed since."""
    now = timezone.now()
    measure = Measure.objects.filter(pk=pk).first()
    if measure is not None:
        feeds.read_feed(measure=measure, now=now, today=timezone.localdate(now))
