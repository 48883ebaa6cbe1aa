"""Offers and notices looked after day by day, for the worker. Thin shells over actions."""

import logging
from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from civilsociety.refusal import Refused
from funding.actions.offers import (
    lapse_offer,
    remind_of_offer,
    settle_call,
)
from funding.actions.offers import (
    mail_notice as mail,
)
from funding.models import AssistanceNotice, Award, Call
from funding.rules.offers.answering import LEAST_DAYS
from funding.states import AssistanceState, AwardState, CallState

logger = logging.getLogger(__name__)


@shared_task(autoretry_for=(OSError,), retry_backoff=30, max_retries=5)
def mail_notice(pk):
    """Mails one notice of financial assistance."""
    mail(notice=AssistanceNotice.objects.get(pk=pk), now=timezone.now())


@shared_task
def look_after_offers():
    """Lets offers lapse, reminds of those that soon will, and marks calls as decided."""
    now = timezone.now()
    today = timezone.localdate(now)
    offered = Award.objects.filter(state=AwardState.OFFERED).order_by("pk")
    soon = today + timedelta(days=LEAST_DAYS)
    waiting = offered.filter(accept_by__gte=today, accept_by__lte=soon, reminded_at=None)
    unmailed = AssistanceNotice.objects.filter(state=AssistanceState.SENT, mailed_at=None)
    closed = Call.objects.filter(state=CallState.PUBLISHED, closes_at__lte=now)
    each_alone(lapse_offer, "award", offered.filter(accept_by__lt=today), now)
    each_alone(remind_of_offer, "award", waiting, now)
    each_alone(mail, "notice", unmailed, now)
    each_alone(settle_call, "call", closed, now)


def each_alone(act, name, rows, now):
    """Does an act for each row; one that cannot be done now keeps nobody else waiting."""
    for row in rows:
        try:
            act(**{name: row}, now=now)
        except (Refused, OSError):
            logger.exception("%s of %s waits for the next round.", act.__name__, row)
