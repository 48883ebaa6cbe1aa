"""Running an election: the call, the check, the vote, the count, and the seats filled."""

import pgtrigger
from django.db import transaction
from django.db.models import F, Q

from civilsociety.audit.actions import SYSTEM, jobs, record
from civilsociety.refusal import Refused
from civilsociety.rows import locked
from civilsociety.ui.words import plural
from engagement.actions.elections.rows import hold_election, move_to
from engagement.actions.groups.terms import appoint
from engagement.actions.notices.telling import prepare_notice
from engagement.emails.elections import ended
from engagement.models import Ballot, Notice
from engagement.queries.elections.links import NO_ADDRESS
from engagement.queries.elections.result import figures_for_count, seats_of_elected, turnout
from engagement.queries.elections.stages import Stage, stage_of
from engagement.rules.elections.counting import count
from engagement.rules.elections.running import (
    check_can_appoint,
    check_can_call,
    check_can_cancel,
    check_can_declare,
    check_can_judge,
    check_can_open_voting,
    check_can_remind,
    check_can_take_off,
)
from engagement.states import ElectionState, NominationState

SENDING = "engagement.tasks.elections.send_what_is_due"


@transaction.atomic
def call(*, election, by, now):
    """Publishes the call: the group's page shows it, and the roll is written to."""
    locked(election)
    check_can_call(election, now=now)
    move_to(election, ElectionState.NOMINATING)
    election.called_at = now
    election.save()
    _say("called", election, by, f"The call for the election “{election}” was published.")
    jobs.hand_over(SENDING, election.pk)
    return election


@transaction.atomic
def judge(*, nomination, stands, by, now, why=""):
    """Lets a person stand, or rules them out with a reason that they are told."""
    hold_election(nomination)
    keep_clock(nomination.election, now=now)
    check_can_judge(nomination, now=now)
    if not stands and not why.strip():
        raise Refused("Write the reason. The person is told.")
    if stands and not nomination.consent_to_name:
        raise Refused("This person has not agreed to be named: they cannot stand.")
    move_to(nomination, NominationState.STANDING if stands else NominationState.RULED_OUT)
    nomination.ruled_out_reason = "" if stands else why
    nomination.save()
    outcome = "stands" if stands else f"was ruled out: {why}"
    sentence = f"Nomination {nomination.pk} {outcome}."
    _say("nomination_checked", nomination.election, by, sentence, {"nomination": nomination.pk})
    jobs.hand_over(SENDING, nomination.election_id)
    return nomination


@transaction.atomic
def take_off(*, nomination, why, by, now):
    """Takes a candidate off the ballot who withdrew or does not qualify, with the reason.

    Votes cast for them before stay on the list of ballots and count for nobody.
    """
    hold_election(nomination)
    check_can_take_off(nomination, now=now)
    if not why.strip():
        raise Refused("Write the reason. The person is told.")
    move_to(nomination, NominationState.RULED_OUT)
    nomination.ruled_out_reason = why
    nomination.save()
    sentence = f"Candidate {nomination.pk} was taken off the ballot: {why}"
    _say("candidate_off", nomination.election, by, sentence, {"nomination": nomination.pk})
    jobs.hand_over(SENDING, nomination.election_id)
    return nomination


@transaction.atomic
def open_voting(*, election, by, now):
    """Publishes the candidates; links are mailed at the moment at which voting opens."""
    locked(election)
    keep_clock(election, now=now)
    check_can_open_voting(election, now=now)
    move_to(election, ElectionState.VOTING)
    election.save()
    _let_lapse(election)
    _say("voting_opened", election, by, f"The candidates of “{election}” were published.")
    jobs.hand_over(SENDING, election.pk)
    return election


def _let_lapse(election):
    """Nominations that nobody accepted in time are no nominations any more."""
    election.nominations.filter(state=NominationState.PROPOSED).update(
        state=NominationState.WITHDRAWN, told_state=NominationState.WITHDRAWN
    )


@transaction.atomic
def remind(*, election, by, now):
    """Reminds once those who have not voted. The record says how many, never who."""
    locked(election)
    check_can_remind(election, now=now)
    election.reminder_at = now
    election.save()
    voted, may = turnout(election)
    sentence = f"{plural(may - voted, 'organisation')} that had not voted were reminded."
    _say("reminded", election, by, sentence)
    jobs.hand_over(SENDING, election.pk)
    return election


@transaction.atomic
def keep_clock(election, *, now):
    """Moves the state to where the clock has been already; pages and rules never wait for it."""
    locked(election)
    if election.state == ElectionState.NOMINATING and stage_of(election, now) == Stage.CHECKING:
        move_to(election, ElectionState.CHECKING)
        election.save()
        _say("nominations_closed", election, SYSTEM, f"Nominations for “{election}” have closed.")
    if election.state == ElectionState.VOTING and stage_of(election, now) == Stage.CLOSED:
        move_to(election, ElectionState.CLOSED)
        election.save()
        blend(election)
        _say("voting_closed", election, SYSTEM, f"Voting in “{election}” has ended.")
    return election


def blend(election):
    """Writes ballots and roll anew, each in one go, so that their rows share one origin.

    PostgreSQL keeps with each row the transaction that wrote it and its place among the others;
    a vote and its voter are written in one. After this all rows of the election have one
    transaction and the order of receipts. What was before stays in old copies of rows until
    they are vacuumed, in the write-ahead log and in backups: whoever holds those and looks for
    it can still tell who cast which ballot. The guide says so.
    """
    with pgtrigger.ignore("engagement.Ballot:as_cast"):
        kept = list(election.ballots.order_by("receipt"))
        election.ballots.all().delete()
        Ballot.objects.bulk_create(kept)
    election.voters.update(voted_on=F("voted_on"))


@transaction.atomic
def declare(*, election, by, now):
    """Counts by the published rule and declares the result."""
    locked(election)
    keep_clock(election, now=now)
    check_can_declare(election, now=now)
    _let_lapse(election)
    voted, may = turnout(election)
    counted = count(*figures_for_count(election))
    election.result = counted | {"voted": voted, "may_vote": may}
    move_to(election, ElectionState.DECLARED)
    election.declared_at = now
    election.save()
    elected = sum(len(each["elected"]) for each in counted["contests"].values())
    _say("declared", election, by, f"“{election}”: {plural(elected, 'person', 'people')} elected.")
    jobs.hand_over(SENDING, election.pk)
    _tell_roll(election, now=now)
    return election


def _tell_roll(election, *, now):
    """Tells those who were written to how it ended, each once; of a cancelled one candidates too.

    Who was given another address after the call got the link alone.
    """
    subject, body = ended(election)
    told = Q(called_at__isnull=False) | Q(link_sent_at__isnull=False) | Q(voted_on__isnull=False)
    called = election.voters.filter(told, struck_reason="").exclude(email="")
    addresses = [*called.values_list("email", flat=True), *_candidates_to_tell(election)]
    prepare_notice(
        kind=Notice.Kind.ELECTION,
        about=f"engagement.election:{election.pk} {election.state}",
        subject=subject,
        body=body,
        readers=dict.fromkeys(addresses, ""),
        now=now,
    )


def _candidates_to_tell(election):
    """The addresses of those who were put forward in a cancelled election and did not decline."""
    if election.state != ElectionState.CANCELLED:
        return []
    asked = (NominationState.PROPOSED, NominationState.ACCEPTED, NominationState.STANDING)
    found = election.nominations.filter(state__in=asked).exclude(email__endswith=NO_ADDRESS)
    return found.values_list("email", flat=True)


@transaction.atomic
def cancel(*, election, why, by, now):
    """Ends an election without a result, with the reason that everybody reads."""
    locked(election)
    check_can_cancel(election, now=now)
    if not why.strip():
        raise Refused("Write why the election is cancelled. Everybody can read it.")
    move_to(election, ElectionState.CANCELLED)
    election.cancelled_reason = why
    election.save()
    _say("election_cancelled", election, by, f"The election “{election}” was cancelled: {why}")
    _tell_roll(election, now=now)
    return election


@transaction.atomic
def appoint_elected(*, election, last_days, by, now):
    """Appoints those elected to their seats: all of them or none.

    `last_days` gives each elected candidate (by number) the last day of their term, included.
    Seats of a contest are filled in order: whoever has most votes gets the first.
    """
    locked(election)
    check_can_appoint(election)
    return [
        appoint(
            seat=seat,
            name=person.name,
            user=person.user,
            email=person.email,
            organisation=person.organisation,
            starts_on=election.term_starts_on,
            ends_on=last_days[person.pk],
            by=by,
            now=now,
            election=election,
            consent=person.consent_to_name,
        )
        for seat, person in seats_of_elected(election)
    ]


@transaction.atomic
def prove_result(*, election):
    """Counts a declared election again; what differs is written into the record and returned."""
    locked(election)
    again = count(*figures_for_count(election))
    same = all(election.result.get(name) == value for name, value in again.items())
    if not same:
        sentence = f"The count of “{election}”, repeated, does not give the declared result."
        _say("count_differs", election, SYSTEM, sentence, details={"again": again})
    return same


def _say(what, election, by, sentence, details=None):
    record(
        verb=f"engagement.{what}", target=election, by=by, sentence=sentence, details=details or {}
    )
