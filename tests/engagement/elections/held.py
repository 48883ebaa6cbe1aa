"""An election to test with, at whichever stage a test needs it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from civilsociety.organisations.models import Membership
from engagement.actions.elections import nominating, preparing, running, voting
from engagement.models import Election, Seat, Voter
from engagement.queries.elections.contests import contests_of
from engagement.rules.elections.receipts import draw_receipt
from tests.engagement.makers import a_group, an_organisation

# In summer time: 9am and 5pm on clocks in Kent.
OPENS = datetime(2021, 9, 6, 8, tzinfo=UTC)
CLOSES = datetime(2021, 9, 27, 16, tzinfo=UTC)
VOTE_OPENS = datetime(2021, 10, 4, 8, tzinfo=UTC)
VOTE_CLOSES = datetime(2021, 10, 18, 16, tzinfo=UTC)
BEFORE = OPENS - timedelta(days=3)
NOMINATING = OPENS + timedelta(days=1)
CHECKING = CLOSES + timedelta(days=1)
VOTING = VOTE_OPENS + timedelta(days=1)
CLOSED = VOTE_CLOSES + timedelta(hours=1)
NAMES = ("Ashford Pantry", "Bluebell Choir", "Canal Trust", "Dover Diggers", "Elham Elders")


def values(shift=timedelta(), **fields):
    """What an officer types about an election."""
    return {
        "title": "Two seats for small groups",
        "about": "Two places for organisations with little money.",
        "who_may_vote": "Every confirmed organisation in Kent.",
        "returning_officer": "Head of Democratic Services",
        "nominations_open_at": OPENS + shift,
        "nominations_close_at": CLOSES + shift,
        "voting_opens_at": VOTE_OPENS + shift,
        "voting_closes_at": VOTE_CLOSES + shift,
        "term_starts_on": date(2022, 1, 1) + shift,
    } | fields


@dataclass
class Held:
    """An election of two seats, with its officer, five organisations, and who stands."""

    election: Election
    officer: object
    organisations: list
    shift: timedelta = timedelta()

    def voter(self, number=0):
        """The place on the roll of one of the five organisations."""
        return Voter.objects.select_related("election__group", "organisation").get(
            election=self.election, organisation=self.organisations[number]
        )

    def nominate(self, name, number=0, now=None, **fields):
        """Somebody put forward by one of the organisations."""
        given = {"email": f"{name.lower()}@example.org", "organisation_name": "", "contest": 1}
        return nominating.nominate(
            voter=self.voter(number),
            name=name,
            by=None,
            now=now or NOMINATING + self.shift,
            **(given | fields),
        )

    def candidate(self, name, number=0, **fields):
        """Somebody who was put forward and accepted."""
        nomination = self.nominate(name, number, **fields)
        return nominating.accept(
            nomination=nomination,
            statement=f"{name} would listen.",
            interests="None",
            consent=True,
            now=NOMINATING + self.shift,
        )

    def stand(self, *names):
        """People who stand: put forward, accepted and checked."""
        found = [self.candidate(name) for name in names]
        for each in found:
            running.judge(nomination=each, stands=True, by=self.officer, now=CHECKING + self.shift)
        return found

    def open(self, *names):
        """The election with these candidates, voting open."""
        found = self.stand(*names)
        running.open_voting(election=self.election, by=self.officer, now=CHECKING + self.shift)
        return found

    def vote(self, number, *candidates, by=None, now=None, receipt=None, contest="1"):
        """The vote of one of the organisations."""
        return voting.cast(
            voter=self.voter(number),
            choices={contest: [each.pk for each in candidates]},
            receipt=receipt or draw_receipt(),
            by=by,
            now=now or VOTING + self.shift,
        )

    def declare(self, now=None):
        """The result, counted and declared."""
        return running.declare(
            election=self.election, by=self.officer, now=now or CLOSED + self.shift
        )

    @property
    def contest(self):
        return contests_of(self.election)[0]


def prepared(officer, shift=timedelta(), seats=2, group=None, names=NAMES, **fields):
    """An election with its seats and a roll of five organisations, each with an address."""
    group = group or a_group()
    chosen = [
        Seat.objects.create(group=group, name="Small groups", appointment="elected", order=9)
        for _ in range(seats)
    ]
    organisations = [an_organisation(name, by=officer) for name in names]
    for each in organisations:
        slug = each.name.lower().replace(" ", "-")
        each.contacts.create(name="The secretary", email=f"post@{slug}.example.org")
    before = BEFORE + shift
    election = preparing.prepare(
        group=group, values=values(shift, **fields), by=officer, now=before
    )
    preparing.choose_seats(
        election=election,
        rows=[(seat, 1, "Small groups") for seat in chosen],
        by=officer,
        now=before,
    )
    preparing.fill_roll(election=election, organisations=organisations, by=officer, now=before)
    return Held(election, officer, organisations, shift)


def called(officer, **fields):
    """The same with its call out."""
    held = prepared(officer, **fields)
    running.call(election=held.election, by=officer, now=BEFORE + held.shift)
    return held


def a_member(organisation, user, officer, confirmed=True):
    """Somebody who signs in for an organisation."""
    more = {"confirmed_at": BEFORE, "confirmed_by": officer} if confirmed else {}
    return Membership.objects.create(
        user=user, organisation=organisation, position="trustee", since=BEFORE, **more
    )
