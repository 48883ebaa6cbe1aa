"""Beginning an application, for an organisation we know or one that is named now."""

import secrets

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.organisations import actions as organisations
from civilsociety.rows import locked
from funding.models import Application, Colleague
from funding.models.choices import ColleagueRole
from funding.queries.applying.colleagues import colleague_of
from funding.rules.applying import check_can_start
from funding.states import ApplicationState


@transaction.atomic
def name_organisation(*, name, kind, position, by, **particulars):
    """Puts an organisation on the list, or finds it there, and this person in it.

    Raises Refused when a number has the wrong form.
    """
    organisation = organisations.register(name=name, kind=kind, by=by, **particulars)
    organisations.join(user=by, organisation=organisation, position=position)
    return organisation


@transaction.atomic
def start(*, call, organisation, by, now):
    """Begins an application that `by` leads. Begun again by the same person, it is the same.

    Raises Refused while the call is not open, and where the organisation has one already.
    """
    organisation = locked(organisation)  # two of them cannot begin at once
    if mine := _begun(call, organisation, by):
        return mine
    check_can_start(call=call, organisation=organisation, by=by, now=now)
    application = Application.objects.create(
        call=call,
        organisation=organisation,
        started_by=by,
        started_at=now,
        changed_at=now,
        is_sample=call.is_sample,
    )
    Colleague.objects.create(
        application=application,
        role=ColleagueRole.LEAD,
        email=by.email,
        person=by,
        token=secrets.token_urlsafe(32),
        invited_at=now,
        joined_at=now,
    )
    record(
        verb="funding.application_started",
        target=application,
        by=by,
        sentence=f"{by} began an application of {organisation} to {call}.",
    )
    return application


def _begun(call, organisation, by):
    """The application of this organisation to this call on which the person works."""
    theirs = Application.objects.filter(call=call, organisation=organisation)
    for application in theirs.exclude(state=ApplicationState.WITHDRAWN):
        if colleague_of(application, by):
            return application
    return None
