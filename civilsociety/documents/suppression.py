"""The only road from a count of people to a published figure.

A count below the threshold could point at a person, so it is not shown, and neither is
whatever would give it back by subtraction. The rules, for a threshold *t*:

* a population smaller than *t* gets no breakdown;
* in a **single-choice** breakdown the cells below *t* are hidden; if that is one cell, or
  they come to less than *t* together, or are all alike, then the smallest of the other cells
  goes with them, and all its equals;
* in a **several-choice** breakdown each cell stands alone, so a cell is hidden when the
  people who chose it, or the people who did not, are fewer than *t*;
* every hidden cell looks the same: nothing tells a small one from its companion;
* a percentage is a whole number and exists only where its count does.

Why the single-choice rule holds even against somebody who knows it: what is hidden depends
on counts and never on labels or their order. Swap two hidden counts and the same cells are
hidden and the same figures published, so every arrangement of the hidden counts is possible;
and unless every cell of a table is hidden, the hidden counts are never all equal. Zero is a
small count like any other. The tests let somebody who knows all this count possibilities.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

NOT_SHOWN = "not shown"
LOWEST_THRESHOLD = 3


@dataclass(frozen=True)
class Published:
    """One figure that may be shown, or the fact that it may not be (`count` is None).

    `base` is how many people it is out of (None when even that is hidden); `percent` is a
    whole number from 0 to 100.
    """

    count: int | None
    base: int | None = None
    percent: int | None = None

    @property
    def shown(self) -> bool:
        """Whether there is a number to show."""
        return self.count is not None

    def __str__(self) -> str:
        """The one form of words for the count, in every format: "1,204" or "not shown"."""
        return f"{self.count:,}" if self.shown else NOT_SHOWN

    @property
    def percent_text(self) -> str:
        """The one form of words for the percentage: "69%" or "not shown"."""
        return NOT_SHOWN if self.percent is None else f"{self.percent}%"


HIDDEN = Published(None)


@dataclass(frozen=True)
class PublishedBase:
    """How many answered: the number, or only that it is below the threshold."""

    count: int | None
    threshold: int

    @property
    def shown(self) -> bool:
        """Whether there is a number to show."""
        return self.count is not None

    def __str__(self) -> str:
        """ "71", or "fewer than 10"."""
        return f"{self.count:,}" if self.shown else f"fewer than {self.threshold}"


@dataclass(frozen=True)
class PublishedBreakdown:
    """How a population's answers divide, as far as that may be shown.

    `cells` pairs each label with its figure, in the order given. It is empty when no
    breakdown may be shown at all, and `note` then says why.
    """

    base: PublishedBase
    cells: tuple[tuple[str, Published], ...]
    kind: str

    @property
    def shown(self) -> bool:
        """Whether any cell carries a number; without one there is nothing to draw."""
        return any(figure.shown for _, figure in self.cells)

    @property
    def complete(self) -> bool:
        """Whether every cell carries a number."""
        return bool(self.cells) and all(figure.shown for _, figure in self.cells)

    def __iter__(self) -> Iterator[tuple[str, Published]]:
        return iter(self.cells)

    def __getitem__(self, label: str) -> Published:
        return dict(self.cells).get(label, HIDDEN)

    @property
    def note(self) -> str:
        """The sentence that travels with the figures; empty when everything is shown."""
        if self.complete:
            return ""
        return breakdown_note(self.base, self.shown)


def breakdown_note(base: PublishedBase, some_shown: bool) -> str:
    """Why figures are missing, in a sentence that gives none of them away."""
    if not base.shown or not some_shown:
        return (
            f"Too few people answered to show a breakdown. Groups of fewer than "
            f"{base.threshold} are not shown, so that nobody can be recognised."
        )
    return (
        f"Groups of fewer than {base.threshold} are not shown, nor any figure from which "
        "they could be worked out, so that nobody can be recognised."
    )


def breakdown(
    counts: Mapping[str, int],
    base: int,
    *,
    threshold: int,
    kind: str = "single",
    base_is_headline: bool = False,
) -> PublishedBreakdown:
    """The counts of one question as they may be published.

    `base` is how many people answered it. With `kind="single"` each of them is in exactly one
    cell; with `"several"` in one or more. A base below the threshold is itself hidden unless
    the caller says that it is a headline fact, known anyway. Raises ValueError when the
    counts cannot be of that kind, rather than publish what was never true.
    """
    _check(counts, base, threshold, kind)
    if base < threshold:
        shown = base if base_is_headline else None
        return PublishedBreakdown(PublishedBase(shown, threshold), (), kind)
    hidden = HIDDEN_CELLS[kind](counts, base, threshold)
    cells = tuple(
        (label, figure(None if label in hidden else count, base)) for label, count in counts.items()
    )
    return PublishedBreakdown(PublishedBase(base, threshold), cells, kind)


def headline(count: int, base: int, *, threshold: int) -> Published:
    """One share of a whole ("54 of 78, 69%"): hidden if it, or the rest, is a small group."""
    _check({"": count}, base, threshold, "several")
    small = base < threshold or _unsafe_alone(count, base, threshold)
    return HIDDEN if small else figure(count, base)


def total(count: int, *, threshold: int) -> PublishedBase:
    """A population's size: the number, or "fewer than 10"."""
    _check({}, count, threshold, "several")
    return PublishedBase(count if count >= threshold else None, threshold)


def percentage(count: int, base: int) -> int:
    """Whole per cent, a half rounded up."""
    return (200 * count + base) // (2 * base)


def figure(count: int | None, base: int) -> Published:
    """The count with its percentage, or the hidden figure when there is no count to show."""
    return HIDDEN if count is None else Published(count, base, percentage(count, base))


def _unsafe_alone(count, base, threshold):
    return count < threshold or base - count < threshold


def hidden_in_single_choice(counts, base, threshold) -> set:
    """The labels to hide when each person is in exactly one cell (counts sum to `base`)."""
    small = {label for label, count in counts.items() if count < threshold}
    if not small or _hold_each_other(small, counts, threshold):
        return small
    others = {label: count for label, count in counts.items() if label not in small}
    if not others:
        return small
    companion = min(others.values())
    return small | {label for label, count in others.items() if count == companion}


def _hold_each_other(small, counts, threshold):
    """Whether the small cells protect one another, so that no larger one need go with them."""
    values = [counts[label] for label in small]
    return sum(values) >= threshold and len(set(values)) > 1


def hidden_in_several_choice(counts, base, threshold) -> set:
    """The labels to hide when a person may be in many cells."""
    return {label for label, count in counts.items() if _unsafe_alone(count, base, threshold)}


HIDDEN_CELLS = {"single": hidden_in_single_choice, "several": hidden_in_several_choice}


def _check(counts, base, threshold, kind):
    if kind not in HIDDEN_CELLS:
        raise ValueError(f"A breakdown is “single” or “several”, not “{kind}”.")
    if threshold < LOWEST_THRESHOLD:
        raise ValueError(f"A threshold below {LOWEST_THRESHOLD} protects nobody.")
    if base < 0 or any(not 0 <= count <= base for count in counts.values()):
        raise ValueError("Each count lies between nought and the number who answered.")
    if kind == "single" and counts and sum(counts.values()) != base:
        raise ValueError("In a single-choice breakdown the counts add up to the base.")


def nested_sets_are_safe(populations: Collection[Collection], *, threshold: int) -> bool:
    """Whether a breakdown of each of these populations may stand beside those of the others.

    Each population is a collection of identifiers. It is not safe when one of them is small,
    or when taking away parts from a whole that contains them leaves a small group: with 78
    answers of which 69 came first, the 9 that came later are 78 − 69.
    """
    sets = [frozenset(population) for population in populations]
    if any(len(each) < threshold for each in sets):
        return False
    distinct = set(sets)
    return all(_no_small_rest(whole, distinct, threshold) for whole in distinct)


def _no_small_rest(whole, sets, threshold):
    parts = [each for each in sets if each < whole]
    for size in range(1, len(parts) + 1):
        for chosen in combinations(parts, size):
            together = frozenset().union(*chosen)
            if len(together) == sum(map(len, chosen)) and 0 < len(whole - together) < threshold:
                return False
    return True
