"""Declaring an interest: from then on the bid is not there for this person."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.rows import locked
from funding.actions.judging.assessors import stand_down_of
from funding.models import Conflict
from funding.rules.judging.interests import check_can_declare, check_can_withdraw_interest
from funding.states import ApplicationState, AssessmentState


@transaction.atomic
def declare_interest(*, application, interest, by, now):
    """Keeps the interest and hides the bid from this person, its scores and its rank too.

    Somebody who was drawn to read it is stood down, and another is drawn where there is one.
    Once the bid is before a panel its scores stay, and the minute says who was recused.
    """
    application = locked(application)
    check_can_declare(application, by=by, interest=interest)
    conflict = Conflict.objects.create(
        application=application, person=by, interest=interest.strip(), declared_at=now
    )
    record(
        verb="funding.interest_declared",
        target=application,
        by=by,
        sentence=f"{by} declared an interest in {application.number}.",
    )
    if application.state == ApplicationState.ASSESSING:
        mine = application.assessments.filter(assessor=by)
        for assessment in mine.exclude(state=AssessmentState.STOOD_DOWN):
            stand_down_of(assessment, why="Declared an interest.", by=by, now=now)
    return conflict


@transaction.atomic
def withdraw_interest(*, conflict, why, by, now):
    """Takes a declaration back: by another officer, with a reason that is kept."""
    conflict = locked(conflict)
    check_can_withdraw_interest(conflict, by=by, why=why)
    conflict.withdrawn_at, conflict.withdrawn_by, conflict.withdrawn_why = now, by, why
    conflict.save()
    record(
        verb="funding.interest_withdrawn",
        target=conflict.application,
        by=by,
        sentence=f"{by} withdrew the interest that {conflict.person} had declared in "
        f"{conflict.application.number}.",
    )
    return conflict


@transaction.atomic
def finish_declaring(*, places, interests, by, now):
    """Says that the list of applicants was read and every interest is declared.

    `places` are rows of this person with `declared_at`: as an assessor of the round, as a member
    of a panel. `interests` is {application: words}.
    """
    for application, interest in interests.items():
        declare_interest(application=application, interest=interest, by=by, now=now)
    for place in places:
        place = locked(place)
        place.declared_at = now
        place.save(update_fields=["declared_at"])
        record(
            verb="funding.interests_complete",
            target=place,
            by=by,
            sentence=f"{by} read the list of applicants and declared every interest.",
            details={"declared": len(interests)},
        )
    return places
