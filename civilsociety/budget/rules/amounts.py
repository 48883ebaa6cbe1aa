"""What an amount, a reason and a year must be for anything to move."""

from dataclasses import dataclass

from civilsociety.budget.models import Source
from civilsociety.budget.queries.lines import (
    available_by_source,
    given_by_source,
    lines_of,
    sources_of,
)
from civilsociety.budget.rules.split import split
from civilsociety.refusal import Refused
from civilsociety.ui.words import pounds

# One billion pounds: beyond it somebody's finger slipped.
MOST_PENCE = 10**11


@dataclass(frozen=True)
class Shortfall:
    """A source that cannot give its share (pence)."""

    source: Source
    asked: int
    available: int

    @property
    def missing(self):
        """By how much it falls short."""
        return self.asked - self.available


def check_amount(pence):
    """Raises Refused unless it is an amount of money that can move: whole pence, above nothing."""
    if isinstance(pence, bool) or not isinstance(pence, int):
        raise Refused("Enter the amount in pounds and whole pence, like 5,000 or 5,000.50.")
    if pence <= 0:
        raise Refused("Enter an amount of more than nothing.")
    if pence > MOST_PENCE:
        raise Refused(f"Enter an amount of {pounds(MOST_PENCE)} or less.")


def check_reason(reason):
    """Raises Refused without a reason: the ledger always says why."""
    if not str(reason).strip():
        raise Refused("Enter a reason. The ledger keeps it with the movement.")


def check_year_is_open(year):
    """Raises Refused when the year takes no postings."""
    if not year.is_open:
        raise Refused(
            f"The year {year} is closed and takes no more postings. Choose an open year, or "
            "propose to reopen it."
        )


def check_is_allocated(head):
    """Raises Refused for money that has no purpose yet."""
    if head.is_unallocated:
        raise Refused(
            "Money that is not allocated has no purpose yet. Allocate it to a head first."
        )


def shares(*, year, head, pence, lines=None):
    """{source: pence}: how the head's rule draws an amount in a year."""
    lines = lines_of(year=year, head=head) if lines is None else lines
    sources = sources_of(year=year, head=head)
    return split(pence, sources=sources, drawn=given_by_source(lines))


def shortfalls(*, year, head, pence, lines=None):
    """The sources that cannot give their share of an amount: [] when it fits."""
    lines = lines_of(year=year, head=head) if lines is None else lines
    available = available_by_source(lines)
    return [
        Shortfall(source, asked, available.get(source, 0))
        for source, asked in shares(year=year, head=head, pence=pence, lines=lines).items()
        if asked > available.get(source, 0)
    ]


def check_fits(*, year, head, pence, lines=None):
    """Raises Refused, naming each source that falls short and by how much."""
    if short := shortfalls(year=year, head=head, pence=pence, lines=lines):
        told = " ".join(
            f"{each.source} has {pounds(each.available)} available for {head} in {year}, and its "
            f"share would be {pounds(each.asked)}: {pounds(each.missing)} too little."
            for each in short
        )
        raise Refused(f"{told} Enter less, or allocate more to {head} first.")


def asks(check, *args, **kwargs):
    """Whether a check lets pass."""
    try:
        check(*args, **kwargs)
    except Refused:
        return False
    return True
