"""Points into a score out of 100: exact, the same everywhere, with a stated rule for ties."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

MOST = 5
# How far apart assessors may be before they must talk: points on one criterion, and out of 100.
APART_ON_ONE = 2
APART_IN_ALL = 20
HUNDREDTH = Decimal("0.01")

# What each point means: shown beside every question an assessor answers.
POINTS = (
    (0, "Not answered", "Nothing is said about it, or what is said is about something else."),
    (1, "Weak", "Said in a few words, with nothing to show that it is so."),
    (2, "Partly convincing", "Some of it is shown; important parts are missing."),
    (3, "Good", "Shown well enough to fund, with gaps that questions could close."),
    (4, "Very good", "Shown clearly and with evidence; only small gaps."),
    (5, "Excellent", "Everything a good answer shows, with evidence for each part."),
)
TIES = (
    "Bids with the same score are ranked by their points on the criterion that counts most, then "
    "on the next; then the smaller amount asked for comes first; then the bid sent first."
)


def score_of(points, criteria):
    """A score out of 100 to two places, halves up: each criterion counts by its weight.

    `points` is {criterion id: points}, whole or a Fraction, 0 to 5; all criteria must be in it.
    """
    most = MOST * sum(each.weight for each in criteria)
    got = sum(each.weight * Fraction(points[each.pk]) for each in criteria)
    exact = got * 100 / most
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(
        HUNDREDTH, rounding=ROUND_HALF_UP
    )


def mean(values):
    """The mean of whole points, exactly."""
    return Fraction(sum(values), len(values))


@dataclass(frozen=True)
class Spread:
    """How far apart the assessors of one bid are, and whether they have talked about it.

    `criteria` are those on which two of them are two points or more apart; `in_all` is the
    distance between the highest and the lowest score out of 100.
    """

    criteria: tuple
    in_all: Decimal
    moderated: frozenset

    @property
    def too_far(self):
        """Whether somebody must look at it again."""
        return bool(self.criteria) or self.in_all >= APART_IN_ALL

    @property
    def to_moderate(self):
        """The criteria still to be agreed on."""
        return tuple(each for each in self.criteria if each.pk not in self.moderated)

    @property
    def is_settled(self):
        """Whether every distance was talked about; a distance in all needs one agreement."""
        if self.to_moderate:
            return False
        return self.in_all < APART_IN_ALL or bool(self.moderated)


def spread_of(cards, criteria, moderated=()):
    """How far apart the cards are: each is one assessor's {criterion id: points}."""
    apart = tuple(
        each
        for each in criteria
        if len(cards) > 1
        and max(card[each.pk] for card in cards) - min(card[each.pk] for card in cards)
        >= APART_ON_ONE
    )
    totals = [score_of(card, criteria) for card in cards]
    in_all = max(totals) - min(totals) if totals else Decimal(0)
    return Spread(apart, in_all, frozenset(moderated))


def order_key(score, points, criteria, *, requested_pence, submitted_at, pk):
    """What bids are sorted by, the best first: see TIES."""
    by_weight = sorted(criteria, key=lambda each: (-each.weight, each.position, each.pk))
    on_each = tuple(-Fraction(points[each.pk]) for each in by_weight)
    return (-score, on_each, requested_pence, submitted_at, pk)
