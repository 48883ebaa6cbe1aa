"""Who works on an application: invited by a link, joined by signing in."""

import secrets

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from civilsociety.rows import locked
from funding.actions import messages
from funding.emails import applying as emails
from funding.models import Colleague
from funding.models.choices import ColleagueRole
from funding.queries.applying.colleagues import colleague_of
from funding.rules.applying import (
    check_can_change,
    check_can_invite,
    check_can_leave,
    check_can_manage_people,
    check_writes,
)

GONE = "This invitation no longer works. Ask the person who sent it for another."


@transaction.atomic
def invite(*, application, email, role, by, now):
    """Invites somebody by mail to write (or to sign off) an application.

    Raises Refused for those who do not lead it, and for an address that is on the list.
    """
    application = locked(application)
    email = email.strip().lower()
    check_can_invite(application, by, email)
    colleague = Colleague.objects.create(
        application=application,
        role=role,
        email=email,
        token=secrets.token_urlsafe(32),
        invited_at=now,
    )
    words = emails.invitation(colleague, by)
    messages.write(key=f"invitation:{colleague.pk}", to=email, words=words, now=now)
    sentence = f"{by} invited somebody to {application.number}."
    _say("colleague_invited", application, by, sentence, role=role)
    return colleague


@transaction.atomic
def join(*, colleague, by, now):
    """Takes up an invitation. Whoever works on the application already keeps their place.

    Raises Refused once somebody else used the link, and when it was taken back.
    """
    application = locked(colleague.application)
    colleague = locked(colleague)
    if colleague.left_at or (colleague.person_id and colleague.person_id != by.pk):
        raise Refused(GONE)
    if colleague.person_id == by.pk:
        return colleague
    if there := colleague_of(application, by):
        return _second_place(there, colleague, now)
    colleague.person, colleague.joined_at = by, now
    colleague.save()
    _say("colleague_joined", application, by, f"{by} joined {application.number}.")
    return colleague


def _second_place(there, invited, now):
    """One person has one place: the invitation is used up, and a writer may become signatory
    only by the one who leads."""
    invited.left_at = now
    invited.save()
    return there


@transaction.atomic
def remove(*, colleague, by, now):
    """Takes somebody off an application, or an invitation back: its link stops working.

    Raises Refused for those who do not lead it, and for the one who does.
    """
    application, colleague = locked(colleague.application), locked(colleague)
    check_can_manage_people(application, by)
    if colleague.role == ColleagueRole.LEAD:
        raise Refused("Hand the application over to somebody before you leave it.")
    _end(colleague, now)
    _say("colleague_removed", application, by, f"{by} removed somebody from {application.number}.")


@transaction.atomic
def leave(*, application, by, now):
    """Leaves an application. Raises Refused for the one who leads it."""
    application = locked(application)
    check_can_leave(application, by)
    if colleague := colleague_of(application, by):
        _end(colleague, now)
        _say("colleague_left", application, by, f"{by} left {application.number}.")


def _end(colleague, now):
    if colleague.left_at is None:
        colleague.left_at = now
        colleague.save()


@transaction.atomic
def hand_over(*, colleague, by, now):
    """Lets a colleague lead from now on; the one who led goes on writing.

    Raises Refused for those who do not lead, and for somebody who has not joined.
    """
    application, colleague = locked(colleague.application), locked(colleague)
    check_can_manage_people(application, by)
    if colleague.left_at or colleague.person_id is None:
        raise Refused("They have not joined yet. Hand over to somebody who has.")
    lead_from_now(application, colleague)
    sentence = f"{by} handed {application.number} over to {colleague.person}."
    _say("lead_handed_over", application, by, sentence)


def lead_from_now(application, colleague):
    """Makes a colleague the lead; nobody leads for a moment, as the database demands."""
    leads = application.colleagues.filter(role=ColleagueRole.LEAD, left_at=None)
    leads.update(role=ColleagueRole.WRITER)
    colleague.role = ColleagueRole.LEAD
    colleague.save()


@transaction.atomic
def ask_for_signature(*, application, by, now):
    """Writes to the signatories that there is something to sign; once a revision."""
    application = locked(application)
    check_can_change(application)
    check_writes(application, by)
    people = application.colleagues.filter(left_at=None, role=ColleagueRole.SIGNATORY)
    joined = list(people.exclude(person=None).select_related("person"))
    if not joined:
        raise Refused("No signatory has joined yet. Invite one, or wait until they have.")
    for colleague in joined:
        key = f"to-sign:{application.pk}:{application.revision}"
        words = emails.to_be_signed(application, by)
        messages.write(key=key, to=colleague.person.email, words=words, now=now)
    return joined


def _say(what, application, by, sentence, **details):
    record(verb=f"funding.{what}", target=application, by=by, sentence=sentence, details=details)
