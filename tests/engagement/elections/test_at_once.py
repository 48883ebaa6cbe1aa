"""Two at the same second: one vote, one count, and nothing between them."""

import pytest

from engagement.actions.elections import mailing, running, voting
from engagement.models import Ballot, Voter
from engagement.queries.elections.result import turnout
from engagement.rules.elections.receipts import draw_receipt
from tests.budget.test_at_once import at_once
from tests.engagement.elections.held import CLOSED, VOTING, a_member, called

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_colleagues_at_the_same_second_cast_one_vote(olivia, tess, noor):
    held = called(olivia)
    people = held.open("Ann", "Ben", "Cat")
    for each in (tess, noor):
        a_member(held.organisations[0], each, olivia)

    def cast(who, candidate):
        return lambda: voting.cast(
            voter=held.voter(0),
            choices={"1": [candidate.pk]},
            receipt=draw_receipt(),
            by=who,
            now=VOTING,
        )

    found = at_once(cast(tess, people[0]), cast(noor, people[1]))
    assert sorted(type(each).__name__ for each in found) == ["Ballot", "str"]
    assert "has voted. Each organisation has one vote" in next(
        each for each in found if isinstance(each, str)
    )
    assert Ballot.objects.count() == 1


def test_many_organisations_at_once_all_count(olivia):
    held = called(olivia)
    people = held.open("Ann", "Ben", "Cat")
    at_once(*[lambda n=n: held.vote(n, people[n % 3]) for n in range(5)])
    assert Ballot.objects.count() == 5
    assert turnout(held.election) == (5, 5)


def test_a_vote_on_its_way_while_the_count_is_made_is_in_it_or_refused(olivia):
    """Sent within time, it waits for the lock; after the count it is told so, never lost."""
    held = called(olivia)
    people = held.open("Ann", "Ben", "Cat")
    held.vote(1, people[0])
    found = at_once(
        lambda: held.vote(0, people[0]),
        lambda: running.declare(election=held.election, by=olivia, now=CLOSED),
    )
    held.election.refresh_from_db()
    counted = held.election.result["ballots"]
    assert counted == Ballot.objects.count() == Voter.objects.exclude(voted_on=None).count()
    assert counted == 2 or "Voting ended" in found[0]


def test_two_workers_mail_each_organisation_once(olivia, mailoutbox):
    held = called(olivia)
    held.open("Ann", "Ben", "Cat")
    mailing.send_due(election=held.election, now=VOTING)
    mailoutbox.clear()
    Voter.objects.update(link_sent_at=None)
    at_once(*[lambda: mailing.send_due(election=held.election, now=VOTING)] * 2)
    assert sorted(message.to[0] for message in mailoutbox) == sorted(
        Voter.objects.values_list("email", flat=True)
    )
