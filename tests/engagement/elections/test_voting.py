"""Voting: one organisation one vote, in time, by who may; and nothing that leads back to whom."""

from datetime import timedelta

import pytest
from django.db import connection

from civilsociety.audit.models import Event
from civilsociety.organisations.actions import merge
from civilsociety.refusal import Refused
from engagement.actions.elections import nominating, preparing, running, voting
from engagement.actions.elections.voting import Counted
from engagement.models import Ballot, Voter
from engagement.queries.elections.result import turnout
from engagement.rules.elections.receipts import draw_receipt, sealed, unsealed
from engagement.rules.elections.voting import order_for
from tests.engagement.elections.held import (
    CHECKING,
    CLOSED,
    VOTE_CLOSES,
    VOTE_OPENS,
    VOTING,
    a_member,
)

pytestmark = pytest.mark.django_db
INSTANT = timedelta(microseconds=1)


@pytest.fixture
def three(held):
    """Three stand for two seats; voting is open."""
    return held.open("Ann", "Ben", "Cat")


def test_an_organisation_votes_once(held, three):
    held.vote(0, three[0], three[1])
    with pytest.raises(Refused, match="Ashford Pantry has voted. Each organisation has one vote"):
        held.vote(0, three[2])
    assert Ballot.objects.count() == 1
    assert turnout(held.election) == (1, 5)


def test_voting_begins_and_ends_at_its_moments(held, three):
    """By the stored moments alone: no task has run."""
    with pytest.raises(Refused, match="Voting opens at 9am on 4 October 2021"):
        held.vote(0, three[0], now=VOTE_OPENS - INSTANT)
    held.vote(0, three[0], now=VOTE_OPENS)
    held.vote(1, three[0], now=VOTE_CLOSES - INSTANT)
    with pytest.raises(Refused, match="Voting ended at 5pm on 18 October 2021"):
        held.vote(2, three[0], now=VOTE_CLOSES)


def test_moments_hold_over_the_change_of_clocks(held, three):
    """The vote ends at 5pm by the clocks in Kent, also when they went back meanwhile."""
    later = {
        "nominations_close_at": held.election.nominations_close_at,
        "voting_opens_at": held.election.voting_opens_at,
        "voting_closes_at": VOTE_CLOSES + timedelta(days=21, hours=1),
        "term_starts_on": held.election.term_starts_on,
    }
    running_on = preparing.move_dates(
        election=held.election, values=later, why="Half term", by=held.officer, now=VOTING
    )
    held.vote(0, three[0], now=running_on.voting_closes_at - INSTANT)
    with pytest.raises(Refused, match="ended at 5pm on 8 November 2021"):
        held.vote(1, three[0], now=running_on.voting_closes_at)


def test_a_member_votes_while_confirmed(held, three, tess):
    place = a_member(held.organisations[0], tess, held.officer)
    place.delete()
    with pytest.raises(Refused, match="You no longer act for Ashford Pantry"):
        held.vote(0, three[0], by=tess)
    a_member(held.organisations[0], tess, held.officer, confirmed=False)
    with pytest.raises(Refused, match="You no longer act for"):
        held.vote(0, three[0], by=tess)
    assert held.voter(0).voted_on is None


def test_an_organisation_struck_off_does_not_vote(held):
    ann, *_ = held.stand("Ann", "Ben", "Cat")
    preparing.strike(voter=held.voter(3), why="Dissolved", by=held.officer, now=CHECKING)
    running.open_voting(election=held.election, by=held.officer, now=CHECKING)
    with pytest.raises(Refused, match="taken off the roll: Dissolved"):
        held.vote(3, ann)
    assert turnout(held.election) == (0, 4)


def test_the_roll_stands_once_voting_is_open(held, three):
    with pytest.raises(Refused, match="Voting has opened"):
        preparing.strike(voter=held.voter(3), why="Dissolved", by=held.officer, now=VOTING)


def test_a_replaced_link_casts_no_vote(held, three):
    old = held.voter(0)
    preparing.give_address(
        voter=held.voter(0), email="new@example.org", by=held.officer, now=VOTING
    )
    with pytest.raises(Refused, match="replaced by a newer one"):
        voting.cast(
            voter=old, choices={"1": [three[0].pk]}, receipt=draw_receipt(), by=None, now=VOTING
        )


def test_too_many_choices(held, three):
    with pytest.raises(Refused, match="choose 2 candidates at most. You chose 3"):
        held.vote(0, *three)


def test_the_same_candidate_twice(held, three):
    with pytest.raises(Refused, match="name each candidate once"):
        held.vote(0, three[0], three[0])


def test_a_candidate_of_another_number(held, three):
    three[0].pk = 10**12
    with pytest.raises(Refused, match="is not a candidate any more"):
        held.vote(0, three[0])


def test_a_candidate_who_stepped_back_meanwhile(held, three):
    held.vote(0, three[0])
    nominating.withdraw(nomination=three[0], now=VOTING)
    with pytest.raises(Refused, match="The ballot has changed|is not a candidate any more"):
        held.vote(1, three[0])
    held.declare()
    elected = held.election.result["contests"]["1"]["elected"]
    assert sorted(elected) == [three[1].pk, three[2].pk]


def test_a_contest_that_is_not_on_the_ballot(held, three):
    with pytest.raises(Refused, match="The ballot has changed"):
        held.vote(0, three[0], contest="2")


def test_no_choice_is_a_vote(held, three):
    held.vote(0)
    held.declare()
    assert held.election.result["contests"]["1"]["no_choice"] == 1


def test_the_same_receipt_again_is_the_same_vote(held, three):
    receipt = draw_receipt()
    held.vote(0, three[0], receipt=receipt)
    with pytest.raises(Counted):
        held.vote(0, three[1], receipt=receipt)
    assert Ballot.objects.get().choices == {"1": [three[0].pk]}


def test_a_vote_leaves_nothing_that_leads_to_it(held, three, tess):
    a_member(held.organisations[0], tess, held.officer)
    before = Event.objects.count()
    ballot = held.vote(0, three[0], by=tess)

    assert Event.objects.count() == before
    assert {field.name for field in Ballot._meta.get_fields()} == {
        "id", "election", "receipt", "choices",
    }  # fmt: skip
    assert held.voter(0).voted_on.isoformat() == "2021-10-05"
    assert str(ballot.pk) not in str(list(Voter.objects.values()))


def test_closing_writes_ballots_and_roll_anew(held, three):
    """No row keeps the transaction in which it was cast, nor its place among the others."""
    receipts = ["ZZZZ", "MMMM", "AAAA"]
    for number, receipt in enumerate(receipts):
        held.vote(number, three[number], receipt=receipt)
    running.keep_clock(election=held.election, now=CLOSED)
    rows = "select receipt, xmin::text, ctid::text from engagement_ballot order by ctid"
    with connection.cursor() as cursor:
        cursor.execute(rows)
        found = cursor.fetchall()
        cursor.execute("select distinct xmin::text from engagement_voter")
        voters = cursor.fetchall()
    assert [receipt for receipt, *_ in found] == sorted(receipts)
    assert len({xmin for _, xmin, _ in found}) == len(voters) == 1
    assert {b.receipt: b.choices for b in Ballot.objects.all()} == {
        receipt: {"1": [three[number].pk]} for number, receipt in enumerate(receipts)
    }


def test_a_receipt_is_bound_to_its_voter(held, three):
    receipt = draw_receipt()
    text = sealed(held.voter(0), receipt)
    assert unsealed(held.voter(0), text) == receipt
    for bad in (sealed(held.voter(1), receipt), "", "\0", "x" * 9000, text[:-1]):
        with pytest.raises(Refused, match="Check your ballot once more"):
            unsealed(held.voter(0), bad)


def test_each_voter_has_an_order_of_their_own_and_keeps_it(held, three):
    orders = [[each.pk for each in order_for(held.voter(n), three)] for n in range(5)]
    assert orders == [[each.pk for each in order_for(held.voter(n), three)] for n in range(5)]
    assert len({tuple(order) for order in orders}) > 1


class TestMerging:
    def merged(self, held):
        keep, drop = held.organisations[:2]
        return merge(keep=keep, drop=drop, by=held.officer)

    def test_neither_voted_leaves_one_vote(self, held, three):
        self.merged(held)
        with pytest.raises(Refused, match="is now part of Ashford Pantry, which has one vote"):
            held.vote(1, three[0])
        held.vote(0, three[0])
        assert turnout(held.election) == (1, 4)

    def test_the_one_that_goes_had_voted(self, held, three):
        held.vote(1, three[0])
        self.merged(held)
        with pytest.raises(Refused, match="Ashford Pantry has voted"):
            held.vote(0, three[0])
        assert turnout(held.election) == (1, 4)
        assert Ballot.objects.count() == 1

    def test_the_one_that_stays_had_voted(self, held, three):
        held.vote(0, three[0])
        self.merged(held)
        with pytest.raises(Refused):
            held.vote(1, three[0])
        assert turnout(held.election) == (1, 4)

    def test_both_voted_waits_for_the_result(self, held, three):
        held.vote(0, three[0])
        held.vote(1, three[1])
        with pytest.raises(Refused, match="have both voted in “Two seats for small groups”"):
            self.merged(held)
        assert turnout(held.election) == (2, 5)
        held.declare()
        self.merged(held)
        assert turnout(held.election) == (2, 5)

    def test_only_the_one_that_goes_was_on_the_roll(self, held, three):
        Voter.objects.filter(organisation=held.organisations[0]).delete()
        self.merged(held)
        held.vote(0, three[0])
        assert turnout(held.election) == (1, 4)
