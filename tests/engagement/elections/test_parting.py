"""What of an election goes two years after it ended."""

from datetime import UTC, datetime

import pytest

from civilsociety.audit.models import Event
from engagement.actions.elections import nominating, running
from engagement.actions.elections.parting import erase_what_was_kept_long_enough as erase
from engagement.models import Election, Nomination, Voter
from tests.engagement.elections.held import CHECKING, NOMINATING

pytestmark = pytest.mark.django_db

# Voting closed on 18 October 2021 at 5pm.
TWO_YEARS_LATER = datetime(2023, 10, 19, 17, tzinfo=UTC)


@pytest.fixture
def ended(held, olivia):
    """An election that Ann, Ben and Cat stood in; Dan said no and Eve was ruled out."""
    nominating.decline(nomination=held.nominate("Dan", 1), now=NOMINATING)
    eve = held.candidate("Eve", 2)
    ann, ben, _ = held.stand("Ann", "Ben", "Cat")
    running.judge(nomination=eve, stands=False, by=olivia, now=CHECKING, why="Eve lives in Surrey.")
    running.open_voting(election=held.election, by=olivia, now=CHECKING)
    held.vote(0, ann, ben)
    held.declare()
    return held


def all_kept(election):
    people = Nomination.objects.filter(election=election).values_list("name", "email", "statement")
    return [*people, *Voter.objects.filter(election=election).values_list("email")]


def test_nothing_goes_before_two_years_have_passed(ended):
    before = all_kept(ended.election)
    assert erase(now=datetime(2023, 10, 18, 16, tzinfo=UTC)) == 0
    assert all_kept(ended.election) == before


def test_addresses_go_and_who_stood_stays(ended, stranger):
    page = ended.election.get_absolute_url()
    result = Election.objects.get(pk=ended.election.pk).result

    assert erase(now=TWO_YEARS_LATER) == 1

    kept = str(all_kept(ended.election))
    for gone in ("@example.org", ".example.org", "Dan", "Eve", "Surrey"):
        assert gone not in kept
    assert Election.objects.get(pk=ended.election.pk).result == result
    shown = stranger.get(page).content.decode()
    assert "Ann" in shown
    assert "Ann would listen." in shown
    assert running.prove_result(election=ended.election)


def test_it_is_done_once_and_written_down(ended):
    erase(now=TWO_YEARS_LATER)
    assert erase(now=TWO_YEARS_LATER) == 0
    event = Event.objects.get(verb="engagement.addresses_erased")
    assert event.actor_label
    assert event.details == {"addresses": 10}


def test_a_cancelled_election_goes_too_and_a_running_one_stays(held, olivia):
    held.nominate("Ann")
    assert erase(now=TWO_YEARS_LATER) == 0
    running.cancel(election=held.election, by=olivia, now=CHECKING, why="No one came forward.")
    assert erase(now=TWO_YEARS_LATER) == 1
    assert "Ann" not in str(all_kept(held.election))


def test_a_sample_stays(ended):
    Election.objects.filter(pk=ended.election.pk).update(is_sample=True)
    assert erase(now=TWO_YEARS_LATER) == 0
