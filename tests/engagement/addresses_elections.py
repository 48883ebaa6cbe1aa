"""Who may open which address: elections by the sector."""

from datetime import timedelta

from django.utils import timezone

from civilsociety.accounts.access import SIGNED_IN
from civilsociety.accounts.permissions import Permission
from engagement.actions.elections import preparing
from engagement.queries.elections.links import nomination_token, voter_token
from tests.access import Row
from tests.engagement.elections.held import (
    CHECKING,
    CLOSED,
    NOMINATING,
    VOTING,
    called,
    prepared,
)

OFFICERS = {Permission.MANAGE_ENGAGEMENT}
NAMES = ("Ann Amber", "Ben Brook", "Cat Cole")


def _people(held, names=NAMES):
    return [
        (held.candidate(name, email=f"{name.split()[0].lower()}@example.org")) for name in names
    ]


def _held(cast, at, make=called):
    """An election whose own time `at` is now."""
    return make(cast["consultation_officer"], shift=timezone.now() - at)


def at_preparing(cast):
    return _held(cast, NOMINATING, prepared)


def at_nominating(cast):
    held = _held(cast, NOMINATING + timedelta(minutes=5))
    held.people = _people(held)
    return held


def at_checking(cast):
    held = _held(cast, CHECKING + timedelta(minutes=5))
    held.people = _people(held)
    return held


def at_voting(cast):
    held = _held(cast, VOTING + timedelta(minutes=5))
    held.people = held.open("Ann", "Ben", "Cat")
    held.vote(0, held.people[0], held.people[1])
    return held


def at_closed(cast):
    held = _held(cast, CLOSED + timedelta(minutes=5))
    held.people = held.open("Ann", "Ben", "Cat")
    held.vote(0, held.people[0], held.people[1])
    held.vote(1, held.people[0])
    return held


def at_declared(cast):
    held = at_closed(cast)
    held.declare()
    return held


def public(world):
    """The parts of a public address."""

    def parts(cast):
        held = world(cast)
        return {"slug": held.election.group.slug, "pk": held.election.pk}

    return parts


def hub(world):
    """The parts of an officers' address."""
    return lambda cast: {"pk": world(cast).election.pk}


def on_roll(world):
    def parts(cast):
        held = world(cast)
        return {"pk": held.election.pk, "voter": held.voter(3).pk}

    return parts


def struck(cast):
    held = at_preparing(cast)
    officer = cast["consultation_officer"]
    preparing.strike(voter=held.voter(3), why="Dissolved", by=officer, now=timezone.now())
    return {"pk": held.election.pk, "voter": held.voter(3).pk}


def nominated(world):
    def parts(cast):
        held = world(cast)
        return {"pk": held.election.pk, "nomination": held.people[0].pk}

    return parts


def of_voter(world):
    return lambda cast: {"token": voter_token(world(cast).voter(3))}


def of_candidate(world):
    return lambda cast: {"token": nomination_token(world(cast).people[0])}


ROWS = {
    "engagement:elections": Row(kwargs=lambda cast: {"slug": public(at_voting)(cast)["slug"]}),
    "engagement:election": Row(kwargs=public(at_declared)),
    "engagement:election_calendar": Row(kwargs=public(at_nominating), page=False),
    "engagement:ballots": Row(kwargs=public(at_declared), page=False),
    "engagement:repeat_count": Row(kwargs=public(at_declared)),
    "engagement:recount_program": Row(kwargs=public(at_declared), page=False),
    "engagement:nominate": Row(SIGNED_IN, public(at_nominating)),
    "engagement:vote": Row(SIGNED_IN, public(at_voting)),
    "engagement:nominate_by_link": Row(kwargs=of_voter(at_nominating)),
    "engagement:candidacy": Row(kwargs=of_candidate(at_nominating)),
    "engagement:step_back": Row(kwargs=of_candidate(at_voting)),
    "engagement:vote_by_link": Row(kwargs=of_voter(at_voting)),
    "engagement:receipt_file": Row(
        method="post", data={"receipt": "ACDE-ACDE-ACDE-ACDE"}, page=False
    ),
    "engagement:elections_desk": Row(OFFICERS, lambda cast: at_voting(cast) and {}),
    "engagement:prepare_election": Row(
        OFFICERS, lambda cast: {"slug": at_preparing(cast).election.group.slug}
    ),
    "engagement:manage_election": Row(OFFICERS, hub(at_checking)),
    "engagement:change_election": Row(OFFICERS, hub(at_preparing)),
    "engagement:election_seats": Row(OFFICERS, hub(at_preparing)),
    "engagement:move_dates": Row(OFFICERS, hub(at_nominating)),
    "engagement:call_election": Row(OFFICERS, hub(at_preparing)),
    "engagement:open_voting": Row(OFFICERS, hub(at_checking)),
    "engagement:remind_voters": Row(OFFICERS, hub(at_voting)),
    "engagement:declare_result": Row(OFFICERS, hub(at_closed)),
    "engagement:appoint_elected": Row(OFFICERS, hub(at_declared)),
    "engagement:cancel_election": Row(OFFICERS, hub(at_nominating)),
    "engagement:judge_nomination": Row(OFFICERS, nominated(at_checking)),
    "engagement:take_off_candidate": Row(OFFICERS, nominated(at_voting)),
    "engagement:election_roll": Row(OFFICERS, hub(at_voting)),
    "engagement:fill_roll": Row(OFFICERS, hub(at_preparing)),
    "engagement:add_to_roll": Row(OFFICERS, hub(at_preparing), query="?q=choir"),
    "engagement:strike_voter": Row(OFFICERS, on_roll(at_preparing)),
    "engagement:put_back_voter": Row(OFFICERS, struck, method="post", page=False),
    "engagement:voter_address": Row(OFFICERS, on_roll(at_voting)),
}
