"""Minimal financial assistance: what an organisation had in three financial years.

Subsidy Control Act 2022, s. 36: no more than £315,000 within the applicable period, which is the
current financial year (1 April to 31 March) and the two before it.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from civilsociety.ui.words import financial_year
from funding.models import Award
from funding.states import AwardState

GONE = (AwardState.DECLINED, AwardState.LAPSED)


@dataclass(frozen=True)
class YearOfAssistance:
    """One financial year: its label (2021/22) and what we gave in it (pence)."""

    label: str
    ours: int


@dataclass(frozen=True)
class Assistance:
    """What an organisation had from us in the applicable period, the oldest year first (pence)."""

    years: tuple
    limit: int

    @property
    def ours(self):
        """What we gave in the three years together."""
        return sum(year.ours for year in self.years)

    @property
    def left(self):
        """What we could still give if nobody else gave anything; never less than nothing."""
        return max(self.limit - self.ours, 0)

    def left_with(self, other):
        """What could still be given when others gave so much (pence)."""
        return max(self.limit - self.ours - other, 0)


def limit_pence():
    """The limit of minimal financial assistance, as set for this service."""
    return settings.SUBSIDY_LIMIT_POUNDS * 100


def financial_years(day):
    """First days of the applicable period's three financial years, the oldest first."""
    first = day.year if day >= date(day.year, 4, 1) else day.year - 1
    return [date(first - back, 4, 1) for back in (2, 1, 0)]


def assistance_of(organisation, day):
    """What we gave an organisation in the period that `day` falls in, year by year.

    An award counts on the day it was decided, with what it is now: promised less what was
    released or came back. Offers declined or lapsed do not count, nor does an award of which an
    officer wrote why it is not a subsidy.
    """
    starts = financial_years(day)
    awards = (
        Award.objects.filter(organisation=organisation, awarded_on__gte=starts[0])
        .filter(awarded_on__lt=date(starts[2].year + 1, 4, 1))
        .exclude(state__in=GONE)
        .exclude(application__no_subsidy_why__gt="")
        .with_money()
    )
    given = dict.fromkeys((financial_year(start) for start in starts), 0)
    for award in awards:
        now = award.ledger_outstanding + award.ledger_paid - award.ledger_returned
        given[financial_year(award.awarded_on)] += now
    years = tuple(YearOfAssistance(label, pence) for label, pence in given.items())
    return Assistance(years, limit_pence())
