"""Somebody is put forward, answers, or steps back."""

from django.db import transaction

from civilsociety.audit.actions import SYSTEM, jobs, record
from civilsociety.refusal import Refused
from engagement.actions.elections.rows import hold_election, move_to
from engagement.actions.elections.running import SENDING
from engagement.models import Nomination
from engagement.queries.elections.links import hash_of, nomination_token
from engagement.rules.elections.nominating import (
    check_can_answer,
    check_can_nominate,
    check_can_withdraw,
)
from engagement.states import NominationState


@transaction.atomic
def nominate(*, voter, contest, name, email, organisation_name, by, now):
    """An organisation on the roll puts somebody forward, who is asked by mail.

    `by` is its member, or nobody when its own link was used. The record never names who was
    nominated: most of them have not been asked yet.
    """
    hold_election(voter)
    election = voter.election
    check_can_nominate(voter, email=email, now=now)
    if not election.seats.filter(contest=contest).exists():
        raise Refused("Choose which seat the nomination is for.")
    nomination = Nomination(
        election=election,
        contest=contest,
        name=name,
        email=email.lower(),
        organisation_name=organisation_name,
        proposed_by=by,
        proposing_organisation=voter.organisation,
        created_at=now,
    )
    nomination.link_hash = hash_of(nomination_token(nomination))
    nomination.save()
    _say("nominated", nomination, by, f"{voter.organisation} nominated somebody.")
    jobs.hand_over(SENDING, election.pk)
    return nomination


@transaction.atomic
def accept(*, nomination, statement, interests, consent, now, user=None):
    """The person accepts, or rewrites what they said when they did.

    Accepting means agreeing to be named: candidates are public. The account of `user` goes along
    where it has the address that was written to: somebody else may be signed in on that device.
    """
    hold_election(nomination)
    check_can_answer(nomination, now=now)
    if not consent:
        raise Refused("Candidates are named on the public page. Agree to it, or decline.")
    if nomination.state == NominationState.PROPOSED:
        move_to(nomination, NominationState.ACCEPTED)
        _say("nomination_accepted", nomination, None, "A nomination was accepted.")
    nomination.statement, nomination.interests = statement, interests
    nomination.accepted_at, nomination.consent_to_name = now, True
    if user is not None and user.is_authenticated and _is_of(nomination, user):
        nomination.user = user
    nomination.save()
    return nomination


def _is_of(nomination, user):
    return user.email.casefold() == nomination.email.casefold()


@transaction.atomic
def decline(*, nomination, now):
    """The person does not want to stand; nobody is told why."""
    hold_election(nomination)
    check_can_answer(nomination, now=now)
    if nomination.state == NominationState.ACCEPTED:
        return _step_back(nomination)
    move_to(nomination, NominationState.DECLINED)
    nomination.told_state = nomination.state
    nomination.save()
    _say("nomination_declined", nomination, None, "A nomination was declined.")
    return nomination


@transaction.atomic
def withdraw(*, nomination, now):
    """The person steps back after all; votes cast for them already count for nobody."""
    hold_election(nomination)
    check_can_withdraw(nomination, now=now)
    return _step_back(nomination)


def _step_back(nomination):
    move_to(nomination, NominationState.WITHDRAWN)
    nomination.told_state = nomination.state
    nomination.save()
    _say("nomination_withdrawn", nomination, None, "A candidate stepped back.")
    return nomination


def _say(what, nomination, by, sentence):
    record(
        verb=f"engagement.{what}",
        target=nomination.election,
        by=by or SYSTEM,
        sentence=sentence,
        details={"nomination": nomination.pk},
    )
