"""Who may vote, when, and what a ballot may hold."""

from hashlib import sha256

from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import plural, uk_datetime
from engagement.queries.elections.stages import Stage, stage_of
from engagement.rules.elections.nominating import check_on_roll


def check_is_open(election, *, now):
    """Votes are taken from the opening moment until just before the closing one."""
    stage = stage_of(election, now)
    if stage == Stage.CANCELLED:
        raise Refused("This election was cancelled. Votes that were cast do not count.")
    if stage in (Stage.CLOSED, Stage.DECLARED):
        raise Refused(f"Voting ended at {uk_datetime(election.voting_closes_at)}.")
    if stage != Stage.VOTING:
        raise Refused(f"Voting opens at {uk_datetime(election.voting_opens_at)}. Come back then.")


def check_can_vote(voter, *, now):
    """One organisation, one vote, while voting is open."""
    check_is_open(voter.election, now=now)
    check_on_roll(voter)
    if voter.voted_on:
        raise Refused(
            f"{voter.organisation} has voted. Each organisation has one vote, "
            "and nobody can look up or change a vote that was cast."
        )


def can_vote(voter, *, now):
    """Whether an organisation may vote now."""
    return allows(check_can_vote, voter, now=now)


def check_choices(choices, contests):
    """Raises Refused unless `choices` names, for each contest with a vote, who may be named.

    `choices` is `{"1": [12, 15]}`; an empty list is “no choice here”.
    """
    contested = {str(each.number): each for each in contests if each.is_contested}
    if set(choices) != set(contested):
        raise Refused("The ballot has changed since you opened it. Look at it and choose again.")
    for number, contest in contested.items():
        _check_contest(choices[number], contest)


def _check_contest(chosen, contest):
    standing = {candidate.pk for candidate in contest.candidates}
    if not set(chosen) <= standing:
        raise Refused(
            f"{contest.name}: somebody you chose is not a candidate any more. "
            "Look at the ballot and choose again."
        )
    if len(chosen) != len(set(chosen)):
        raise Refused(f"{contest.name}: name each candidate once.")
    if len(chosen) > contest.places:
        most = plural(contest.places, "candidate")
        raise Refused(f"{contest.name}: choose {most} at most. You chose {len(chosen)}.")


def order_for(voter, candidates):
    """The candidates in an order drawn for this voter: the same each time they look.

    Nobody gains by the alphabet, and nobody by having been nominated first.
    """
    return sorted(
        candidates,
        key=lambda each: sha256(f"order {voter.pk} {each.pk}".encode()).hexdigest(),
    )
