"""The contests of an election: their seats, and who stands."""

from dataclasses import dataclass, field

from engagement.models import Nomination
from engagement.states import NominationState


@dataclass
class Contest:
    """Seats that are filled from one list of candidates."""

    number: int
    name: str
    seats: list = field(default_factory=list)
    candidates: list = field(default_factory=list)

    @property
    def places(self):
        """How many are elected."""
        return len(self.seats)

    @property
    def is_contested(self):
        """Whether anybody has to vote."""
        return len(self.candidates) > self.places


def contests_of(election, *, with_candidates=True):
    """Every contest in order, with those who stand in it, in two queries."""
    found = {}
    for row in election.seats.select_related("seat"):
        contest = found.setdefault(row.contest, Contest(row.contest, row.contest_name))
        contest.name = contest.name or row.contest_name
        contest.seats.append(row.seat)
    for contest in found.values():
        contest.name = contest.name or ", ".join(dict.fromkeys(s.name for s in contest.seats))
    if with_candidates:
        for nomination in standing_in(election):
            if nomination.contest in found:
                found[nomination.contest].candidates.append(nomination)
    return [found[number] for number in sorted(found)]


def standing_in(election):
    """The candidates: checked, and not withdrawn since."""
    return (
        Nomination.objects.filter(election=election, state=NominationState.STANDING)
        .select_related("organisation")
        .order_by("contest", "pk")
    )


def contest_name(election, number):
    """What a contest is called."""
    return contest_names(election).get(number, "")


def contest_names(election):
    """What each contest is called, by its number."""
    return {each.number: each.name for each in contests_of(election, with_candidates=False)}
