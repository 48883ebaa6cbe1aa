"""Counting an election from its ballots, and its declared result as a page shows it."""

from dataclasses import dataclass

from engagement.models import Nomination, Voter
from engagement.queries.elections.contests import contest_names, contests_of


def figures_for_count(election):
    """What the published count is given: ballots, who stands, how many seats."""
    contests = contests_of(election)
    return (
        list(election.ballots.values_list("receipt", "choices")),
        {contest.number: [each.pk for each in contest.candidates] for contest in contests},
        {contest.number: contest.places for contest in contests},
    )


def turnout(election):
    """(organisations that voted, organisations that may vote or have): the base is the roll.

    An organisation struck off after it voted stays in both: its vote cannot be taken back.
    """
    voters = Voter.objects.filter(election=election)
    voted = voters.exclude(voted_on=None).count()
    waiting = voters.filter(voted_on=None, struck_reason="").count()
    return voted, voted + waiting


@dataclass(frozen=True)
class Row:
    """One candidate in the table of a result."""

    number: int
    name: str
    organisation: str
    votes: int
    elected: bool
    by_lot: bool
    lot: str


@dataclass(frozen=True)
class ContestResult:
    """One contest of a declared result."""

    number: int
    name: str
    contested: bool
    seats: int
    vacant: int
    no_choice: int
    rows: tuple

    @property
    def drawn(self):
        """Whether the lot decided."""
        return any(row.by_lot for row in self.rows)


def result_of(election):
    """The declared result, contest by contest, in the order of the count."""
    people = Nomination.objects.filter(election=election).select_related("organisation").in_bulk()
    names = contest_names(election)
    return [
        _contest_result(int(number), names.get(int(number), ""), counted, people)
        for number, counted in election.result.get("contests", {}).items()
    ]


def _contest_result(number, name, counted, people):
    rows = []
    for key, votes in counted["votes"].items():
        person = people.get(int(key))
        rows.append(
            Row(
                number=int(key),
                name=person.name if person else f"Candidate {key}",
                organisation=organisation_name(person) if person else "",
                votes=votes,
                elected=int(key) in counted["elected"],
                by_lot=int(key) in counted["drawn"],
                lot=counted["lots"][key],
            )
        )
    # JSONB does not keep the order of keys: the count’s own order is made again.
    rows.sort(key=lambda row: (-row.votes, row.lot))
    return ContestResult(
        number,
        name,
        counted["contested"],
        counted["seats"],
        counted["vacant"],
        counted["no_choice"],
        tuple(rows),
    )


def organisation_name(nomination):
    """Where a candidate comes from, as they said it or as we know it."""
    if nomination.organisation_name:
        return nomination.organisation_name
    return nomination.organisation.name if nomination.organisation else ""


def seats_of_elected(election):
    """Pairs of a seat and who was elected to it, contest by contest, most votes first."""
    people = Nomination.objects.filter(election=election).select_related("user", "organisation")
    people = people.in_bulk()
    pairs = []
    for contest in contests_of(election, with_candidates=False):
        elected = election.result["contests"].get(str(contest.number), {}).get("elected", [])
        pairs += zip(contest.seats, [people[number] for number in elected], strict=False)
    return pairs
