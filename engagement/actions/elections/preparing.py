"""Preparing an election: its words, dates, seats and roll."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.refusal import Overtaken, Refused
from civilsociety.rows import locked
from civilsociety.ui.words import plural
from engagement.actions.elections.rows import hold_election
from engagement.models import Election, ElectionSeat, Voter
from engagement.queries.elections.links import hash_of, voter_token
from engagement.queries.elections.voters import addresses_for
from engagement.rules.elections.counting import TIE_RULE
from engagement.rules.elections.running import (
    check_can_change,
    check_can_change_roll,
    check_can_move_dates,
    check_seats,
    check_terms_follow,
    check_timetable,
)

MOMENTS = ("nominations_open_at", "nominations_close_at", "voting_opens_at", "voting_closes_at")
WORDS = ("title", "about", "who_may_vote", "returning_officer", "term_starts_on")


# What may be moved once it is announced.
MOVABLE = (*MOMENTS[1:], "term_starts_on")


class Clash(Overtaken):
    """Somebody else changed the election since this person opened it."""

    def __init__(self, theirs):
        super().__init__(
            "Somebody else changed this election since you opened it. What they wrote stands "
            "below; what you typed is kept in the form.",
            theirs,
        )


@transaction.atomic
def prepare(*, group, values, by, now, tie_rule=TIE_RULE, is_sample=False):
    """Begins an election that only officers see; `values` are its words and moments."""
    _check_dates(values)
    election = Election.objects.create(
        group=group, tie_rule=tie_rule, created_at=now, is_sample=is_sample, **values
    )
    _say("prepared", election, by, f"The election “{election}” of {group} was prepared.")
    return election


@transaction.atomic
def change(*, election, values, revision, by, now):
    """Rewrites an election whose call is not out. Raises Clash when somebody else did meanwhile."""
    locked(election)
    check_can_change(election, now=now)
    if election.revision != revision:
        raise Clash(election)
    _check_dates(values)
    for field, value in values.items():
        setattr(election, field, value)
    election.revision += 1
    election.save()
    _say("election_changed", election, by, f"The election “{election}” was rewritten.")
    return election


@transaction.atomic
def move_dates(*, election, values, why, by, now):
    """Moves dates still to come, later only, with the reason; the public page says so."""
    locked(election)
    values = {field: values[field] for field in MOVABLE}
    check_can_move_dates(election, values, now=now)
    _check_dates({"nominations_open_at": election.nominations_open_at} | values)
    before = {field: getattr(election, field).isoformat() for field in values}
    for field, value in values.items():
        setattr(election, field, value)
    election.revision += 1
    election.save()
    _say(
        "election_moved", election, by, f"Dates of the election “{election}” were moved: {why}",
        details={"before": before, "why": why},
    )  # fmt: skip
    return election


def _check_dates(values):
    check_timetable(**{name: values[name] for name in MOMENTS})
    check_terms_follow(
        voting_closes_at=values["voting_closes_at"], term_starts_on=values["term_starts_on"]
    )


@transaction.atomic
def choose_seats(*, election, rows, by, now):
    """Says which seats are filled: `rows` are (seat, contest number, name of the contest)."""
    locked(election)
    check_can_change(election, now=now)
    check_seats(rows)
    election.seats.all().delete()
    ElectionSeat.objects.bulk_create(
        ElectionSeat(election=election, seat=seat, contest=contest, contest_name=name)
        for seat, contest, name in rows
    )
    _say("seats_chosen", election, by, f"{plural(len(rows), 'seat')} to be filled in “{election}”.")
    return election


@transaction.atomic
def fill_roll(*, election, organisations, by, now):
    """Puts organisations on the roll that are not there yet; returns how many came to it.

    Each gets the address of its contact known longest. One taken off before stays off.
    """
    locked(election)
    check_can_change_roll(election, now=now)
    there = set(election.voters.values_list("organisation", flat=True))
    coming = [each for each in organisations if each.pk not in there]
    addresses = addresses_for(coming)
    Voter.objects.bulk_create(
        [_voter(election, each, addresses.get(each.pk, "")) for each in coming], batch_size=1000
    )
    if coming:
        sentence = f"{plural(len(coming), 'organisation')} came to the roll of “{election}”."
        _say("roll_filled", election, by, sentence, details={"came": [o.pk for o in coming][:2000]})
    return len(coming)


def _voter(election, organisation, email):
    voter = Voter(election=election, organisation=organisation, email=email)
    voter.link_hash = hash_of(voter_token(voter))
    return voter


@transaction.atomic
def strike(*, voter, why, by, now):
    """Takes an organisation off the roll, with the reason."""
    hold_election(voter)
    check_can_change_roll(voter.election, now=now)
    if voter.struck_reason:
        raise Refused(f"{voter.organisation} was taken off the roll already.")
    if not why.strip():
        raise Refused("Write why it is taken off the roll.")
    voter.struck_reason = why
    voter.save()
    _say(
        "struck", voter.election, by, f"{voter.organisation} was taken off the roll: {why}",
        details={"organisation": voter.organisation_id},
    )  # fmt: skip
    return voter


@transaction.atomic
def put_back(*, voter, by, now):
    """Puts an organisation back that was taken off by mistake."""
    hold_election(voter)
    check_can_change_roll(voter.election, now=now)
    if voter.organisation.is_merged:
        raise Refused("It was merged into another organisation, which has its own place.")
    voter.struck_reason = ""
    voter.save()
    _say("put_back", voter.election, by, f"{voter.organisation} was put back on the roll.")
    return voter


@transaction.atomic
def give_address(*, voter, email, by, now):
    """Sends an organisation's link to another address; the link before it opens nothing more.

    Allowed while voting runs: a mistyped address must not cost a vote. What is due is sent anew.
    """
    hold_election(voter)
    if voter.voted_on:
        raise Refused(f"{voter.organisation} has voted. It needs no link any more.")
    voter.email = email.strip().lower()
    voter.link_hash = hash_of(voter_token(voter))
    voter.called_at = voter.link_sent_at = voter.reminded_at = None
    voter.mail_error = ""
    voter.save()
    _say(
        "voter_address", voter.election, by, f"The address of {voter.organisation} was changed.",
        details={"organisation": voter.organisation_id},
    )  # fmt: skip
    return voter


def _say(what, election, by, sentence, details=None):
    record(
        verb=f"engagement.{what}", target=election, by=by, sentence=sentence, details=details or {}
    )
