"""Can we afford this? Intended awards, in rank order, tried against the money there is."""

from dataclasses import dataclass, field

from civilsociety.accounts.permissions import Permission
from civilsociety.budget.queries import trials as queries
from civilsociety.budget.rules.split import split
from civilsociety.budget.states import SplitRule
from civilsociety.refusal import Refused
from civilsociety.ui.words import pounds


@dataclass(frozen=True)
class Award:
    """One intended award in one year; `rank` counts from 1, years of one award share it."""

    rank: int
    payee_name: str
    pence: int
    head: object
    year: object


@dataclass(frozen=True)
class Tried:
    """An award with what each source would give, and what is not there."""

    award: Award
    legs: dict
    short: dict
    above: bool

    @property
    def fits(self):
        """Whether the money is there for it, after everything of a better rank."""
        return not self.short

    @property
    def short_pence(self):
        """How much is missing in all (pence)."""
        return sum(self.short.values())


@dataclass
class Place:
    """The money of one source for one head in one year: before and after (pence)."""

    year: object
    head: object
    source: object
    available: int
    drawn: int
    asked: int = 0

    @property
    def after(self):
        """What would be left; below nothing where the awards ask for more than there is."""
        return self.available - self.asked

    @property
    def missing(self):
        """How much more is asked for than there is."""
        return max(0, -self.after)


@dataclass
class Outcome:
    """What comes of a trial: every award judged, every place before and after."""

    tried: list = field(default_factory=list)
    places: list = field(default_factory=list)
    unallocated: dict = field(default_factory=dict)  # (year, source) → pence, for any programme

    @property
    def above(self):
        """The awards above the line."""
        return [each for each in self.tried if each.above]

    @property
    def ranks_above(self):
        """How many awards stand above the line; the years of one count once."""
        return len({each.award.rank for each in self.above})

    @property
    def ranks(self):
        """How many awards there are."""
        return len({each.award.rank for each in self.tried})

    @property
    def asked_pence(self):
        """Everything above the line together."""
        return sum(each.award.pence for each in self.above)

    @property
    def first_short(self):
        """The first award of all that does not fit, or nothing."""
        return next((each for each in self.tried if not each.fits), None)

    @property
    def fits(self):
        """Whether everything above the line is there."""
        return all(each.fits for each in self.above)

    @property
    def most_that_fit(self):
        """The last rank down to which everything fits."""
        first = self.first_short
        return first.award.rank - 1 if first else last_rank(each.award for each in self.tried)


def try_out(awards, *, years, heads, counted_free=(), cut_off=None):
    """Tries the awards against the money of `years` as it stands now."""
    sources = queries.sources_by_year(years)
    every = [source for of_year in sources.values() for source in of_year]
    by_pk = [{each.pk: each for each in found} for found in (years, heads, every)]
    places, unallocated = [], {}
    for key, money in queries.standing(years, counted_free=counted_free).items():
        year, head, source = (known.get(pk) for known, pk in zip(by_pk, key, strict=True))
        if head is None:
            unallocated[year, source] = money[0]
        else:
            places.append(Place(year, head, source, *money))
    outcome = weigh(awards, places=places, sources=sources, cut_off=cut_off)
    outcome.unallocated = unallocated
    return outcome


def outcome_of(trial):
    """What comes of a saved trial with the money as it stands now."""
    kept = list(queries.awards_of(trial))
    awards = [
        Award(each.position, each.payee_name, each.amount_pence, each.head, each.year)
        for each in kept
    ]
    return try_out(
        awards,
        years=list({each.year for each in awards}),
        heads=queries.heads_to_try(),
        counted_free=list(trial.counted_free.all()),
        cut_off=trial.cut_off,
    )


def weigh(awards, *, places, sources, cut_off=None):
    """Tries the awards one after the other; those after rank `cut_off` are judged, not counted.

    `places` are the Places there are, `sources` those of each year by its id. A head draws on
    them by its rule of splitting, to the penny, as a reservation would.
    """
    found = {(p.year.pk, p.head.pk, p.source.pk): p for p in places}
    left = {key: place.available for key, place in found.items()}
    drawn = {key: place.drawn for key, place in found.items()}
    outcome = Outcome(places=list(places))
    for award in sorted(awards, key=lambda each: each.rank):
        above = cut_off is None or award.rank <= cut_off
        drawn_on = sources_of(award.head, sources.get(award.year.pk, ()))
        keys = {s: (award.year.pk, award.head.pk, s.pk) for s in drawn_on}
        legs = split(
            award.pence, sources=list(keys), drawn={s: drawn.get(key, 0) for s, key in keys.items()}
        )
        short = {}
        for source, pence in legs.items():
            key = keys[source]
            missing = pence - max(0, left.get(key, 0))
            left[key] = left.get(key, 0) - pence
            drawn[key] = drawn.get(key, 0) + pence
            if missing > 0:
                short[source] = missing
            if above:
                _place(outcome, found, key, award, source).asked += pence
        outcome.tried.append(Tried(award, legs, short, above))
    return outcome


def _place(outcome, found, key, award, source):
    """The place an award draws on; where there is no line yet, one without money."""
    if key not in found:
        found[key] = Place(award.year, award.head, source, 0, 0)
        outcome.places.append(found[key])
    return found[key]


def sources_of(head, sources):
    """The sources a head draws on, in the order of odd pennies."""
    if head.split == SplitRule.SINGLE:
        return [each for each in sources if each.pk == head.single_source_id]
    return list(sources)


def last_rank(awards):
    """The number of awards in a ranked list."""
    return max((each.rank for each in awards), default=0)


def ranks_of(rows):
    """Ranks from 1 for (name, head, year) in their order: rows that follow one another with the
    same name and head, for different years, are one award."""
    rank, before, years = 0, None, set()
    for name, head, year in rows:
        if (name.casefold(), head) != before or year in years:
            rank, before, years = rank + 1, (name.casefold(), head), set()
        years.add(year)
        yield rank


def check_can_change_trial(trial, *, by):
    """Refuses to change somebody else's trial, or one whose awards are held: copy it instead."""
    if trial.reserved_at:
        raise Refused(
            "The money of this trial is already held by reservations. Make a copy and change that."
        )
    if by.pk != trial.made_by_id and not by.may(Permission.MANAGE_FUNDING):
        raise Refused(
            f"This trial is kept by {trial.made_by}, and changed by funding officers. Make a copy "
            "and change that."
        )


def can_change_trial(trial, *, by):
    """Whether this person may still change a trial."""
    try:
        check_can_change_trial(trial, by=by)
    except Refused:
        return False
    return True


def check_can_reserve_trial(trial, outcome):
    """Refuses to hold money for a trial that is held already, is empty or does not fit."""
    if trial.reserved_at:
        raise Refused("The awards of this trial are already reservations.")
    if not outcome.above:
        raise Refused("There is no award above the line. Move the line down first.")
    if not outcome.fits:
        short = next(each for each in outcome.above if not each.fits)
        raise Refused(
            f"Not everything above the line fits: {short.award.payee_name}, rank "
            f"{short.award.rank}, is short of {pounds(short.short_pence)}. "
            "Move the line up, or change the list."
        )


def can_reserve_trial(trial, outcome):
    """Whether the awards above the line may be turned into reservations now."""
    try:
        check_can_reserve_trial(trial, outcome)
    except Refused:
        return False
    return True
