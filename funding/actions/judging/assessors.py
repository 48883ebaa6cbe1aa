"""Who reads which bid: assessors of a round, the lot, and standing down."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.rows import locked, move_to
from civilsociety.ui.words import plural
from funding.models import Assessment, Assessor
from funding.queries.judging.rounds import (
    barred_pairs,
    declared_people,
    loads,
    waiting_for_assessors,
)
from funding.rules.judging.assessing import (
    check_can_add_assessor,
    check_can_draw,
    check_can_remove_assessor,
    check_can_stand_down,
)
from funding.rules.judging.drawing import draw
from funding.rules.judging.interests import check_no_interest
from funding.states import MOVES, AssessmentState


@transaction.atomic
def add_assessor(*, call, person, by, now):
    """Puts somebody on the list of those who may be drawn in a round."""
    locked(call)
    check_can_add_assessor(call, person=person)
    assessor = Assessor.objects.create(call=call, person=person, added_at=now)
    record(
        verb="funding.assessor_added",
        target=call,
        by=by,
        sentence=f"{person} was asked to assess bids of {call}.",
    )
    return assessor


@transaction.atomic
def remove_assessor(*, assessor, by):
    """Takes somebody off the list who has nothing to read."""
    locked(assessor.call)
    check_can_remove_assessor(assessor)
    record(
        verb="funding.assessor_removed",
        target=assessor.call,
        by=by,
        sentence=f"{assessor.person} no longer assesses bids of {assessor.call}.",
    )
    assessor.delete()


@transaction.atomic
def draw_assessors(*, call, each, by, now):
    """Draws `each` people by lot for every bid that has nobody: for all of them, or for none.

    The seed is the round and how often was drawn in it, and is kept, so that the lot can be
    repeated.
    """
    call = locked(call)
    waiting = list(waiting_for_assessors(call))
    check_can_draw(call, by=by, each=each, waiting=waiting)
    seed = f"call {call.pk}, draw of {now.isoformat()}"
    found = _drawn(call, waiting, each=each, seed=seed)
    Assessment.objects.bulk_create(
        Assessment(application=bid, assessor=person, drawn_at=now)
        for bid, people in found.items()
        for person in people
    )
    record(
        verb="funding.assessors_drawn",
        target=call,
        by=by,
        sentence=f"Assessors were drawn by lot for {plural(len(found), 'bid')} of {call}.",
        details={
            "seed": seed,
            "for each": each,
            "bids": [bid.pk for bid in found],
            "drawn": {str(bid.pk): [p.pk for p in people] for bid, people in found.items()},
        },
    )
    return found


def _drawn(call, bids, *, each, seed):
    people, declared_at = declared_people(call)
    barred = barred_pairs(bids, people)
    barred |= {
        (bid, person) for bid in bids for person in people if declared_at[person] < bid.submitted_at
    }
    has = loads(call)
    before = {person: has.get(person.pk, 0) for person in people}
    return draw(bids, people, barred=barred, each=each, seed=seed, before=before)


@transaction.atomic
def stand_down(*, assessment, why, by, now):
    """Takes a bid from an assessor and draws somebody else for it, where there is somebody.

    Returns who reads it instead, or None.
    """
    locked(assessment.application)
    assessment = locked(assessment)
    check_no_interest(assessment.application, by=by)
    check_can_stand_down(assessment, why=why)
    return stand_down_of(assessment, why=why, by=by, now=now)


def stand_down_of(assessment, *, why, by, now):
    """The same without asking whether it may be; the bid is locked by the caller."""
    move_to(assessment, AssessmentState.STOOD_DOWN, moves=MOVES)
    assessment.stood_down_why = why[:300]
    assessment.save()
    application = assessment.application
    instead = _substitute(application, seed=f"assessment {assessment.pk}")
    if instead:
        Assessment.objects.create(application=application, assessor=instead, drawn_at=now)
    record(
        verb="funding.stood_down",
        target=application,
        by=by,
        sentence=f"{assessment.assessor} no longer reads {application.number}."
        + (f" {instead} was drawn instead." if instead else " Nobody could be drawn instead."),
        details={"why": why[:300]},
    )
    return instead


def _substitute(application, *, seed):
    people, declared_at = declared_people(application.call)
    barred = barred_pairs([application], people)
    free = [
        person
        for person in people
        if (application, person) not in barred and declared_at[person] >= application.submitted_at
    ]
    if not free:
        return None
    has = loads(application.call)
    before = {person: has.get(person.pk, 0) for person in free}
    return draw([application], free, barred=set(), each=1, seed=seed, before=before)[application][0]
