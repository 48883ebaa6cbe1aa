"""An election from its preparation to the seats filled: who does what, and who may not."""

from datetime import UTC, date, datetime, timedelta

import pytest

from civilsociety.audit.models import Event
from civilsociety.refusal import Refused
from engagement.actions.elections import mailing, nominating, preparing, running
from engagement.models import Notice, Term, Voter
from engagement.queries.elections.links import hash_of, nomination_token, voter_token
from engagement.queries.elections.stages import Stage, stage_of
from engagement.states import ElectionState, NominationState
from engagement.tasks.elections import look_after_elections
from tests.engagement.elections.held import (
    BEFORE,
    CHECKING,
    CLOSED,
    CLOSES,
    NOMINATING,
    OPENS,
    VOTE_CLOSES,
    VOTE_OPENS,
    VOTING,
    called,
    prepared,
    values,
)
from tests.engagement.makers import a_group, a_term, an_organisation

pytestmark = pytest.mark.django_db
INSTANT = timedelta(microseconds=1)


class TestPreparing:
    @pytest.mark.parametrize(
        ("moved", "words"),
        [
            ({"nominations_close_at": OPENS + timedelta(days=6)}, "at least seven days"),
            ({"voting_opens_at": CLOSES - INSTANT}, "before nominations have closed"),
            ({"voting_closes_at": VOTE_OPENS + timedelta(days=2)}, "at least three days"),
        ],
    )
    def test_dates_that_leave_no_time(self, olivia, moved, words):
        with pytest.raises(Refused, match=words):
            preparing.prepare(group=a_group(), values=values(**moved), by=olivia, now=BEFORE)

    def test_two_officers_at_once_lose_nothing(self, olivia):
        held = prepared(olivia)
        given = values(title="Mine")
        preparing.change(election=held.election, values=given, revision=1, by=olivia, now=BEFORE)
        with pytest.raises(preparing.Clash) as clash:
            preparing.change(
                election=held.election,
                values=values(title="Late"),
                revision=1,
                by=olivia,
                now=BEFORE,
            )
        assert clash.value.theirs.title == "Mine"

    def test_roll_takes_each_organisation_once_with_its_oldest_address(self, olivia):
        held = prepared(olivia)
        again = preparing.fill_roll(
            election=held.election, organisations=held.organisations, by=olivia, now=BEFORE
        )
        assert again == 0
        assert held.voter(0).email == "post@ashford-pantry.example.org"
        assert held.voter(0).link_hash == hash_of(voter_token(held.voter(0)))

    def test_one_struck_off_stays_off_when_the_roll_is_filled_again(self, olivia):
        held = prepared(olivia)
        preparing.strike(voter=held.voter(0), why="Not in Kent", by=olivia, now=BEFORE)
        preparing.fill_roll(
            election=held.election, organisations=held.organisations, by=olivia, now=BEFORE
        )
        assert held.voter(0).struck_reason == "Not in Kent"

    def test_call_needs_seats_and_a_roll(self, olivia):
        election = preparing.prepare(group=a_group(), values=values(), by=olivia, now=BEFORE)
        with pytest.raises(Refused, match="which seats"):
            running.call(election=election, by=olivia, now=BEFORE)

    def test_after_the_call_what_was_announced_stands(self, held):
        with pytest.raises(Refused, match="The call is published"):
            preparing.change(
                election=held.election, values=values(), revision=1, by=held.officer, now=BEFORE
            )
        earlier = values(nominations_close_at=CLOSES - timedelta(days=1))
        with pytest.raises(Refused, match="was announced for 5pm on 27 September 2021"):
            preparing.move_dates(
                election=held.election, values=earlier, why="", by=held.officer, now=NOMINATING
            )

    def test_terms_never_begin_before_voting_has_ended(self, held):
        def move(ends, starts):
            moved = values(voting_closes_at=ends, term_starts_on=starts)
            return preparing.move_dates(
                election=held.election, values=moved, why="Storm", by=held.officer, now=NOMINATING
            )

        new_year = datetime(2022, 1, 1, 16, tzinfo=UTC)
        with pytest.raises(Refused, match="The terms must begin after voting has ended"):
            move(new_year, date(2022, 1, 1))
        with pytest.raises(Refused, match="was announced for 1 January 2022. Move it later"):
            move(VOTE_CLOSES, date(2021, 12, 31))
        assert move(new_year, date(2022, 1, 2)).term_starts_on == date(2022, 1, 2)

    @pytest.mark.parametrize(
        ("ends", "same_day"),
        [
            (datetime(2021, 10, 18, 22, 59, tzinfo=UTC), date(2021, 10, 18)),
            (datetime(2021, 10, 18, 23, 30, tzinfo=UTC), date(2021, 10, 19)),
            (datetime(2022, 1, 9, 23, 59, tzinfo=UTC), date(2022, 1, 9)),
        ],
    )
    def test_the_day_voting_ends_is_that_of_the_clocks_in_kent(self, olivia, ends, same_day):
        given = values(voting_closes_at=ends, term_starts_on=same_day)
        group = a_group()
        with pytest.raises(Refused, match="The terms must begin after"):
            preparing.prepare(group=group, values=given, by=olivia, now=BEFORE)
        given["term_starts_on"] += timedelta(days=1)
        assert preparing.prepare(group=group, values=given, by=olivia, now=BEFORE).pk


class TestClock:
    def test_moments_alone_say_how_far_it_is(self, held):
        election = held.election
        assert stage_of(election, OPENS - INSTANT) == Stage.CALLED
        assert stage_of(election, OPENS) == Stage.NOMINATING
        assert stage_of(election, CLOSES - INSTANT) == Stage.NOMINATING
        assert stage_of(election, CLOSES) == Stage.CHECKING
        held.open("Ann", "Ben", "Cat")
        assert stage_of(election, VOTE_OPENS - INSTANT) == Stage.LISTED
        assert stage_of(election, VOTE_OPENS) == Stage.VOTING

    def test_nominations_at_the_closing_moment_are_late(self, held):
        held.nominate("Ann", now=CLOSES - INSTANT)
        with pytest.raises(Refused, match="closed at 5pm on 27 September 2021"):
            held.nominate("Ben", now=CLOSES)

    def test_the_task_only_follows(self, held):
        """It ran years late: the states come to where the clock was all along, and no further."""
        look_after_elections()
        held.election.refresh_from_db()
        assert held.election.state == ElectionState.CHECKING


class TestNominating:
    def test_a_person_is_put_forward_once(self, held):
        held.nominate("Ann")
        with pytest.raises(Refused, match="nominated in this election already"):
            held.nominate("Ann", 1, email="ANN@example.org")

    def test_who_said_no_may_be_asked_again(self, held):
        nominating.decline(nomination=held.nominate("Ann"), now=NOMINATING)
        assert held.nominate("Ann", 1, now=NOMINATING + INSTANT).state == NominationState.PROPOSED

    def test_one_organisation_puts_forward_ten_at_most(self, held):
        for number in range(10):
            held.nominate(f"Person{number}")
        with pytest.raises(Refused, match="nominated 10 people"):
            held.nominate("One more")

    def test_accepting_means_to_be_named(self, held):
        with pytest.raises(Refused, match="named on the public page"):
            nominating.accept(
                nomination=held.nominate("Ann"),
                statement="…",
                interests="None",
                consent=False,
                now=NOMINATING,
            )

    def test_who_never_answered_does_not_stand(self, held):
        silent = held.nominate("Ann")
        held.open("Ben", "Cat", "Dan")
        silent.refresh_from_db()
        assert silent.state == NominationState.WITHDRAWN

    def test_the_record_names_nobody_who_was_only_put_forward(self, held):
        held.nominate("Annabel")
        assert not Event.objects.filter(sentence__contains="Annabel").exists()

    def test_ruling_out_needs_a_reason(self, held):
        nomination = held.candidate("Ann")
        with pytest.raises(Refused, match="Write the reason"):
            running.judge(
                nomination=nomination, stands=False, why=" ", by=held.officer, now=CHECKING
            )

    def test_voting_waits_for_every_check(self, held):
        held.candidate("Ann")
        with pytest.raises(Refused, match="Check 1 nomination first"):
            running.open_voting(election=held.election, by=held.officer, now=CHECKING)


class TestMail:
    def send(self, held, now):
        return mailing.send_due(election=held.election, now=now)

    def test_each_organisation_is_called_once(self, held, mailoutbox):
        assert self.send(held, NOMINATING) == 5
        assert self.send(held, NOMINATING) == 0
        assert {len(message.to) for message in mailoutbox} == {1}
        assert voter_token(held.voter(0)) in mailoutbox[0].body

    def test_links_go_out_when_voting_opens_and_not_before(self, held, mailoutbox):
        held.open("Ann", "Ben", "Cat")
        self.send(held, VOTE_OPENS - INSTANT)
        mailoutbox.clear()
        assert self.send(held, VOTE_OPENS) == 5
        assert f"/elections/vote/{voter_token(held.voter(0))}/" in mailoutbox[0].body

    def test_reminder_reaches_those_who_have_not_voted_once(self, held, mailoutbox):
        people = held.open("Ann", "Ben", "Cat")
        self.send(held, VOTING)
        held.vote(0, people[0])
        running.remind(election=held.election, by=held.officer, now=VOTING + INSTANT)
        mailoutbox.clear()
        assert self.send(held, VOTING + INSTANT) == 4
        assert self.send(held, VOTING + INSTANT) == 0
        assert held.voter(0).email not in [message.to[0] for message in mailoutbox]
        with pytest.raises(Refused, match="The one reminder went out"):
            running.remind(election=held.election, by=held.officer, now=VOTING + timedelta(days=1))

    def test_a_new_address_gets_what_is_due(self, held, mailoutbox):
        self.send(held, NOMINATING)
        preparing.give_address(
            voter=held.voter(0), email="New@Example.org ", by=held.officer, now=NOMINATING
        )
        mailoutbox.clear()
        assert self.send(held, NOMINATING) == 1
        assert mailoutbox[0].to == ["new@example.org"]

    def test_a_candidate_is_told_each_thing_once(self, held, mailoutbox):
        people = [held.candidate("Ann"), held.candidate("Ben")]
        self.send(held, NOMINATING)
        running.judge(nomination=people[0], stands=True, by=held.officer, now=CHECKING)
        running.judge(
            nomination=people[1], stands=False, why="Not a member", by=held.officer, now=CHECKING
        )
        mailoutbox.clear()
        self.send(held, CHECKING)
        assert {message.to[0]: message.subject.split(":")[0] for message in mailoutbox} == {
            "ann@example.org": "You stand for election",
            "ben@example.org": "Your nomination",
        }
        running.declare(election=held.election, by=held.officer, now=CHECKING)
        mailoutbox.clear()
        assert self.send(held, CHECKING) == 1
        assert self.send(held, CHECKING) == 0
        assert mailoutbox[0].subject.startswith("You are elected")

    def test_only_hashes_of_links_are_kept(self, held):
        nomination = held.nominate("Ann")
        kept = f"{list(Voter.objects.values())}{nomination.__dict__}"
        assert voter_token(held.voter(0)) not in kept
        assert nomination_token(nomination) not in kept

    def test_the_end_is_told_to_those_who_were_called(self, held):
        self.send(held, NOMINATING)
        running.cancel(election=held.election, why="No quorum", by=held.officer, now=NOMINATING)
        notice = Notice.objects.get()
        assert notice.subject == "Cancelled: Two seats for small groups"
        assert notice.total == 5


class TestEnding:
    def test_nobody_counts_while_voting_is_open(self, held):
        held.open("Ann", "Ben", "Cat")
        with pytest.raises(Refused, match="Nobody counts before that"):
            running.declare(election=held.election, by=held.officer, now=VOTING)

    def test_no_more_candidates_than_seats_are_elected_without_a_vote(self, held):
        (ann,) = held.stand("Ann")
        with pytest.raises(Refused, match="nobody has to vote"):
            running.open_voting(election=held.election, by=held.officer, now=CHECKING)
        held.declare(now=CHECKING)
        contest = held.election.result["contests"]["1"]
        assert (contest["elected"], contest["vacant"]) == ([ann.pk], 1)

    def test_the_declared_result_is_what_the_ballots_give_again(self, held):
        people = held.open("Ann", "Ben", "Cat")
        for number, chosen in enumerate([(0, 1), (0, 2), (0,), (1,), ()]):
            held.vote(number, *[people[each] for each in chosen])
        held.declare()
        assert held.election.result["contests"]["1"]["votes"] == {
            str(people[0].pk): 3, str(people[1].pk): 2, str(people[2].pk): 1,
        }  # fmt: skip
        assert running.prove_result(election=held.election)
        held.election.result["contests"]["1"]["votes"][str(people[2].pk)] = 9
        held.election.save()
        assert not running.prove_result(election=held.election)
        assert Event.objects.filter(verb="engagement.count_differs").exists()

    def test_those_elected_take_their_seats_together(self, held):
        people = held.open("Ann", "Ben", "Cat")
        held.vote(0, people[0], people[1])
        held.vote(1, people[0])
        held.declare()
        ends = {people[0].pk: date(2023, 12, 31), people[1].pk: date(2022, 12, 31)}
        terms = running.appoint_elected(
            election=held.election, last_days=ends, by=held.officer, now=CLOSED
        )
        assert [(term.name, term.ends_on.year) for term in terms] == [("Ann", 2023), ("Ben", 2022)]
        assert {term.election for term in terms} == {held.election}
        with pytest.raises(Refused, match="appointed already"):
            running.appoint_elected(
                election=held.election, last_days=ends, by=held.officer, now=CLOSED
            )

    def test_one_seat_that_is_taken_holds_up_all(self, held):
        people = held.open("Ann", "Ben", "Cat")
        held.vote(0, people[0], people[1])
        held.vote(1, people[0])
        held.declare()
        a_term(held.contest.seats[1], name="Somebody else")
        ends = {each.pk: date(2023, 12, 31) for each in people}
        with pytest.raises(Refused, match="Somebody else holds this seat"):
            running.appoint_elected(
                election=held.election, last_days=ends, by=held.officer, now=CLOSED
            )
        assert not Term.objects.filter(election=held.election).exists()

    def test_a_cancelled_election_says_why_and_takes_no_vote(self, held):
        people = held.open("Ann", "Ben", "Cat")
        with pytest.raises(Refused, match="Write why"):
            running.cancel(election=held.election, why=" ", by=held.officer, now=VOTING)
        running.cancel(election=held.election, why="Wrong roll", by=held.officer, now=VOTING)
        with pytest.raises(Refused, match="was cancelled"):
            held.vote(0, people[0])

    def test_two_contests_one_of_them_decided_without_a_vote(self, olivia):
        held = prepared(olivia, seats=2)
        seats = held.contest.seats
        preparing.choose_seats(
            election=held.election,
            rows=[(seats[0], 1, "Chair"), (seats[1], 2, "Member")],
            by=olivia,
            now=BEFORE,
        )
        running.call(election=held.election, by=olivia, now=BEFORE)
        found = [held.candidate("Ann"), held.candidate("Ben"), held.candidate("Cat", contest=2)]
        for each in found:
            running.judge(nomination=each, stands=True, by=olivia, now=CHECKING)
        running.open_voting(election=held.election, by=olivia, now=CHECKING)
        held.vote(0, found[1])
        held.declare()
        contests = held.election.result["contests"]
        assert contests["1"]["elected"] == [found[1].pk]
        assert (contests["2"]["elected"], contests["2"]["contested"]) == ([found[2].pk], False)


def test_an_organisation_without_address_is_not_written_to_and_still_votes(olivia):
    held = called(olivia)
    other = an_organisation("No Letterbox", by=olivia)
    preparing.fill_roll(election=held.election, organisations=[other], by=olivia, now=NOMINATING)
    assert mailing.send_due(election=held.election, now=NOMINATING) == 5
    held.organisations.append(other)
    people = held.open("Ann", "Ben", "Cat")
    held.vote(5, people[0])


def test_who_was_written_to_at_another_address_is_told_the_end(held):
    voter = held.voter(0)
    held.open("Ann", "Ben", "Cat")
    preparing.give_address(
        voter=voter, email="new@choir.example.org", by=held.officer, now=CHECKING
    )
    mailing.send_due(election=held.election, now=VOTING)
    held.declare()
    notice = Notice.objects.get(about__startswith="engagement.election:")
    assert "new@choir.example.org" in notice.deliveries.values_list("email", flat=True)


def test_candidates_are_told_of_a_cancelled_election(held):
    held.candidate("Ann")
    held.nominate("Ben", 1)
    gone = held.candidate("Cat", 2)
    nominating.decline(nomination=gone, now=NOMINATING)
    running.cancel(election=held.election, why="Floods", by=held.officer, now=NOMINATING)
    told = set(Notice.objects.get().deliveries.values_list("email", flat=True))
    assert {"ann@example.org", "ben@example.org"} <= told
    assert "cat@example.org" not in told


def test_no_link_is_mailed_once_the_election_is_cancelled(held, mailoutbox):
    held.open("Ann", "Ben", "Cat")
    stale = type(held.election).objects.select_related("group").get(pk=held.election.pk)
    running.cancel(election=held.election, why="Floods", by=held.officer, now=VOTING)
    mailoutbox.clear()
    mailing.send_due(election=stale, now=VOTING)
    assert mailoutbox == []
