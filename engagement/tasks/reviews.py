"""For the worker: reviews of drafts."""

from celery import shared_task
from django.utils import timezone

from engagement.actions.reviews import close_by_clock, remind
from engagement.models import Review


@shared_task
def look_after_reviews():
    """Reminds members three days before a review ends, and closes those whose moment has come."""
    now = timezone.now()
    for review in Review.objects.open_at(now):
        remind(review=review, now=now)
    for review in Review.objects.past(now):
        close_by_clock(review=review, now=now)
