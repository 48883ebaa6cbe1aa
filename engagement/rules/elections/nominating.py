"""Who may nominate, accept and withdraw, and until when."""

from django.db.models.functions import Lower

from civilsociety.organisations.states import Status
from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import uk_datetime
from engagement.queries.elections.stages import RUNNING, Stage, stage_of
from engagement.states import NominationState

GONE = (NominationState.DECLINED, NominationState.WITHDRAWN)
MOST_OF_ONE = 10  # nominations by one organisation in one election


def check_is_open(election, *, now):
    """Nominations are taken from the opening moment until just before the closing one."""
    stage = stage_of(election, now)
    if stage in (Stage.PREPARED, Stage.CALLED):
        opens = uk_datetime(election.nominations_open_at)
        raise Refused(f"Nominations open at {opens}. Come back then.")
    if stage == Stage.CANCELLED:
        raise Refused("This election was cancelled.")
    if stage != Stage.NOMINATING:
        raise Refused(f"Nominations closed at {uk_datetime(election.nominations_close_at)}.")


def check_on_roll(voter):
    """An organisation takes part while it is on the roll and stands under its own name."""
    organisation = voter.organisation
    if organisation.is_merged:
        raise Refused(
            f"{organisation} is now part of {organisation.merged_into}, which has one vote."
        )
    if organisation.status != Status.CONFIRMED:
        raise Refused(f"{organisation} is not confirmed by the council yet. Write to us.")
    if voter.struck_reason:
        raise Refused(f"{organisation} was taken off the roll: {voter.struck_reason}")


def check_can_nominate(voter, *, email, now):
    """Whether an organisation on the roll may put this person forward now."""
    election = voter.election
    check_is_open(election, now=now)
    check_on_roll(voter)
    standing = election.nominations.exclude(state__in=GONE)
    if standing.alias(address=Lower("email")).filter(address=email.lower()).exists():
        raise Refused("Somebody with this email address is nominated in this election already.")
    if standing.filter(proposing_organisation=voter.organisation).count() >= MOST_OF_ONE:
        raise Refused(f"Your organisation has nominated {MOST_OF_ONE} people: that is the most.")


def check_can_answer(nomination, *, now):
    """A person accepts, declines or rewrites their statement while nominations are open."""
    check_is_open(nomination.election, now=now)
    if nomination.state not in (NominationState.PROPOSED, NominationState.ACCEPTED):
        raise Refused("This nomination has ended.")


def can_answer(nomination, *, now):
    """Whether the person may still answer."""
    return allows(check_can_answer, nomination, now=now)


def check_can_withdraw(nomination, *, now):
    """A person may step back until the result is declared; after voting opened, votes lapse."""
    if nomination.state not in (NominationState.ACCEPTED, NominationState.STANDING):
        raise Refused("There is nothing to withdraw.")
    if stage_of(nomination.election, now) not in RUNNING:
        raise Refused("The election has ended. Write to us if you cannot take the seat.")


def can_withdraw(nomination, *, now):
    """Whether the person may still step back."""
    return allows(check_can_withdraw, nomination, now=now)
