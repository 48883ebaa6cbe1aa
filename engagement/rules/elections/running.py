"""What officers may do with an election, and when."""

from datetime import timedelta

from django.utils import timezone

from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import plural, uk_date, uk_datetime
from engagement.queries.elections.contests import contests_of
from engagement.queries.elections.stages import RUNNING, Stage, stage_of
from engagement.states import NominationState

SHORTEST_NOMINATIONS = timedelta(days=7)
SHORTEST_VOTING = timedelta(days=3)
OPEN_TO_CHECK = (NominationState.PROPOSED, NominationState.ACCEPTED)


def check_timetable(
    *, nominations_open_at, nominations_close_at, voting_opens_at, voting_closes_at
):
    """Raises Refused where the moments do not follow one another with time to take part.

    Nominations last seven days at least, voting three: people who meet once a month are to hear
    of it. The lengths are this service’s own; a group’s terms of reference may ask for more.
    """
    if nominations_close_at - nominations_open_at < SHORTEST_NOMINATIONS:
        raise Refused("Nominations must be open for at least seven days. Choose a later end.")
    if voting_opens_at < nominations_close_at:
        raise Refused("Voting cannot open before nominations have closed. Choose a later opening.")
    if voting_closes_at - voting_opens_at < SHORTEST_VOTING:
        raise Refused("Voting must be open for at least three days. Choose a later end.")


def check_terms_follow(*, voting_closes_at, term_starts_on):
    """Raises Refused where terms would begin before anybody is elected to them."""
    if term_starts_on <= timezone.localdate(voting_closes_at):
        raise Refused("The terms must begin after voting has ended. Choose a later first day.")


def check_can_change(election, *, now):
    """An election’s words and dates may change until its call is out."""
    if stage_of(election, now) != Stage.PREPARED:
        raise Refused(
            "The call is published: what was announced stands. "
            "Cancel the election with the reason if it cannot go on."
        )


def can_change(election, *, now):
    """Whether words, dates and seats may still change."""
    return allows(check_can_change, election, now=now)


def check_can_reschedule(election, *, now):
    """Dates are moved between the call and the end of voting; before it they are rewritten."""
    stage = stage_of(election, now)
    if stage == Stage.PREPARED:
        raise Refused("Nothing is announced yet: change the election itself.")
    if stage not in (Stage.CALLED, Stage.NOMINATING, Stage.CHECKING, Stage.LISTED, Stage.VOTING):
        raise Refused("The dates of this election cannot be moved any more.")


def can_reschedule(election, *, now):
    """Whether any date may still be moved."""
    return allows(check_can_reschedule, election, now=now)


def check_can_move_dates(election, values, *, now):
    """After the call, moments still to come may be moved, later only: nobody loses a day."""
    check_can_reschedule(election, now=now)
    for field, words in (
        ("nominations_close_at", "end of nominations"),
        ("voting_opens_at", "opening of voting"),
        ("voting_closes_at", "end of voting"),
    ):
        before, after = getattr(election, field), values[field]
        if after != before and before <= now:
            raise Refused(f"The {words} is past: it cannot be moved.")
        if after < before:
            raise Refused(f"The {words} was announced for {uk_datetime(before)}. Move it later.")
    if values["term_starts_on"] < election.term_starts_on:
        first = uk_date(election.term_starts_on)
        raise Refused(f"The first day of the terms was announced for {first}. Move it later.")


def check_seats(rows):
    """Raises Refused where a seat cannot be voted on: abolished, or none chosen at all."""
    if not rows:
        raise Refused("Choose at least one seat to fill.")
    if any(seat.abolished_on for seat, *_ in rows):
        raise Refused("A seat that was abolished cannot be filled. Leave it out.")


def check_can_change_roll(election, *, now):
    """The roll may change until voting opens, so that nobody is let in or kept out after that."""
    if stage_of(election, now) not in (
        Stage.PREPARED, Stage.CALLED, Stage.NOMINATING, Stage.CHECKING, Stage.LISTED,
    ):  # fmt: skip
        raise Refused("Voting has opened: the roll stands as it is.")


def can_change_roll(election, *, now):
    """Whether organisations may still be put on the roll or taken off it."""
    return allows(check_can_change_roll, election, now=now)


def check_can_call(election, *, now):
    """The call goes out with seats, a roll, and time left to nominate."""
    if stage_of(election, now) != Stage.PREPARED:
        raise Refused("The call is published already.")
    if not election.seats.exists():
        raise Refused("Say first which seats are to be filled.")
    if not election.voters.filter(struck_reason="").exists():
        raise Refused("Put the organisations on the roll first: nobody could vote.")
    if election.nominations_close_at - max(now, election.nominations_open_at) < timedelta(days=1):
        raise Refused("Less than a day is left to nominate. Choose later dates first.")


def can_call(election, *, now):
    """Whether the call may be published now."""
    return allows(check_can_call, election, now=now)


def check_can_judge(nomination, *, now):
    """A nomination is checked when it was accepted and nominations have closed."""
    stage = stage_of(nomination.election, now)
    if stage in (Stage.CALLED, Stage.NOMINATING):
        closes = uk_datetime(nomination.election.nominations_close_at)
        raise Refused(f"Nominations are open until {closes}. Check them after that.")
    if stage != Stage.CHECKING or nomination.state != NominationState.ACCEPTED:
        raise Refused("This nomination does not wait to be checked.")


def can_judge(nomination, *, now):
    """Whether an officer may let this person stand or rule them out now."""
    return allows(check_can_judge, nomination, now=now)


def check_can_take_off(nomination, *, now):
    """Somebody who stands may withdraw, or be found not to qualify, until the result is out."""
    stage = stage_of(nomination.election, now)
    if nomination.state != NominationState.STANDING or stage not in RUNNING:
        raise Refused("This person is not a candidate any more.")


def can_take_off(nomination, *, now):
    """Whether a candidate may still be taken off the ballot."""
    return allows(check_can_take_off, nomination, now=now)


def check_can_list(election, *, now):
    """The candidates are published when each accepted nomination was checked."""
    stage = stage_of(election, now)
    if stage in (Stage.PREPARED, Stage.CALLED, Stage.NOMINATING):
        closes = uk_datetime(election.nominations_close_at)
        raise Refused(f"Candidates can be published when nominations have closed: {closes}.")
    if stage != Stage.CHECKING:
        raise Refused("The candidates are published already.")
    waiting = election.nominations.filter(state=NominationState.ACCEPTED).count()
    if waiting:
        raise Refused(f"Check {plural(waiting, 'nomination')} first.")


def check_can_open_voting(election, *, now):
    """Voting is opened where somebody has to choose, and there is time to."""
    check_can_list(election, now=now)
    if not any(contest.is_contested for contest in contests_of(election)):
        raise Refused("No more people stand than there are seats: nobody has to vote.")
    if election.voting_closes_at - max(now, election.voting_opens_at) < timedelta(days=1):
        raise Refused("Less than a day would be left to vote. Move the end of voting first.")


def can_open_voting(election, *, now):
    """Whether the candidates may be published and voting opened."""
    return allows(check_can_open_voting, election, now=now)


def check_can_remind(election, *, now):
    """One reminder, while voting is open."""
    if stage_of(election, now) != Stage.VOTING:
        raise Refused("Reminders go out while voting is open.")
    if election.reminder_at:
        sent = uk_datetime(election.reminder_at)
        raise Refused(f"The one reminder went out at {sent}.")


def can_remind(election, *, now):
    """Whether the one reminder may go out now."""
    return allows(check_can_remind, election, now=now)


def check_can_declare(election, *, now):
    """The result is declared when voting has ended, or when nobody had to vote."""
    stage = stage_of(election, now)
    if stage == Stage.VOTING:
        closes = uk_datetime(election.voting_closes_at)
        raise Refused(f"Voting is open until {closes}. Nobody counts before that.")
    if stage == Stage.CHECKING:
        check_can_list(election, now=now)
        if any(contest.is_contested for contest in contests_of(election)):
            raise Refused("More people stand than there are seats: open voting.")
        return
    if stage != Stage.CLOSED:
        raise Refused("There is nothing to declare now.")


def can_declare(election, *, now):
    """Whether the votes may be counted and the result declared."""
    return allows(check_can_declare, election, now=now)


def check_can_cancel(election, *, now):
    """An election may be cancelled until its result is declared."""
    if stage_of(election, now) not in (Stage.PREPARED, *RUNNING):
        raise Refused("This election has ended.")


def can_cancel(election, *, now):
    """Whether it may still be cancelled."""
    return allows(check_can_cancel, election, now=now)


def check_can_appoint(election, *, now=None):
    """Those elected are appointed once."""
    if election.state != "declared":
        raise Refused("Declare the result first.")
    if not any(each["elected"] for each in election.result["contests"].values()):
        raise Refused("Nobody was elected: the seats stay vacant.")
    if election.terms.exists():
        raise Refused("Those elected are appointed already.")


def can_appoint(election):
    """Whether those elected may be appointed now."""
    return allows(check_can_appoint, election)
