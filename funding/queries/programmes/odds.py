"""Honest odds, before anybody starts to write. One function for each figure that is published.

A count of organisations below the threshold is not shown, and neither is what would give it
back: see `civilsociety.documents.suppression`.
"""

from dataclasses import dataclass
from statistics import median

from django.conf import settings
from django.db.models import Sum

from civilsociety.documents.suppression import Published, PublishedBase, headline, total
from funding.models import Application, Award
from funding.states import ApplicationState, AwardState

DECIDED = (
    ApplicationState.AWARDED,
    ApplicationState.RESERVE,
    ApplicationState.REFUSED,
    ApplicationState.INELIGIBLE,
)
# Money of these has gone back to the programme.
GONE_BACK = (AwardState.DECLINED, AwardState.LAPSED)


@dataclass(frozen=True)
class Odds:
    """What an organisation may want to know before it spends its evenings on a form.

    Pence. `asked` is None where too few bids are in. `success` is out of `decided`.
    """

    left: int
    bids: PublishedBase
    asked: int | None
    success: Published
    decided: PublishedBase
    hours: int | None
    timed: PublishedBase

    @property
    def times_over(self):
        """How many times the money left the bids ask for, to one place; None where unknown."""
        return round(self.asked / self.left, 1) if self.asked and self.left > 0 else None


def odds_of(call, *, now):
    """Every figure of a round."""
    bids = bids_so_far(call)
    success, decided = success_rate(call.programme, now=now)
    hours, timed = usual_hours(call.programme)
    return Odds(
        left=money_left(call),
        bids=bids,
        asked=asked_together(call) if bids.shown else None,
        success=success,
        decided=decided,
        hours=hours,
        timed=timed,
    )


def money_left(call):
    """What the round still has to give (pence): its money less what it awarded, as awards stand."""
    awards = Award.objects.filter(call=call).exclude(state__in=GONE_BACK).with_money()
    gone = sum(
        award.ledger_outstanding + award.ledger_paid - award.ledger_returned for award in awards
    )
    return max(call.money_pence - gone, 0)


def _standing(call):
    """Bids that were sent and not taken back."""
    return call.applications.received().exclude(state=ApplicationState.WITHDRAWN)


def bids_so_far(call):
    """How many bids are in."""
    return total(_standing(call).count(), threshold=settings.SUPPRESSION_THRESHOLD)


def asked_together(call):
    """What those bids ask for together (pence)."""
    return _standing(call).aggregate(sum=Sum("requested_pence"))["sum"] or 0


def success_rate(programme, *, now):
    """How many bids of earlier rounds were awarded, and out of how many that were decided.

    Rounds that have closed; a bid that could not be considered counts as not awarded.
    """
    earlier = programme.calls.closed(now)
    decided = Application.objects.filter(call__in=earlier, state__in=DECIDED)
    base = decided.count()
    awarded = decided.filter(state=ApplicationState.AWARDED).count()
    threshold = settings.SUPPRESSION_THRESHOLD
    return headline(awarded, base, threshold=threshold), total(base, threshold=threshold)


def usual_hours(programme):
    """The median of the hours applicants say it took them, rounded up, and how many said it."""
    said = Application.objects.received().filter(
        call__programme=programme, minutes_spent__isnull=False
    )
    minutes = list(said.values_list("minutes_spent", flat=True))
    base = total(len(minutes), threshold=settings.SUPPRESSION_THRESHOLD)
    return (-(-int(median(minutes)) // 60) if base.shown else None), base
