"""When assessors may be added and drawn, may score, and when scores may be moderated."""

from functools import partial

from civilsociety.accounts.permissions import Permission
from civilsociety.refusal import Refused, allows
from funding.queries.judging.cards import standing_of
from funding.rules.judging.interests import check_no_interest, check_no_interest_in_round
from funding.states import ApplicationState, AssessmentState

MOST_EACH = 5


def check_can_add_assessor(call, *, person):
    """Raises Refused for somebody who may not assess, or is on the list already."""
    if not person.may(Permission.ASSESS_APPLICATIONS):
        raise Refused(
            f"{person} does not have the role of an assessor. An administrator gives it under "
            "People and roles."
        )
    if call.assessors.filter(person=person).exists():
        raise Refused(f"{person} is an assessor of this round already.")


def check_can_remove_assessor(assessor):
    """Raises Refused while bids are given to them."""
    if _given(assessor):
        raise Refused(
            f"{assessor.person} has bids of this round to read. Stand them down from each first."
        )


def _given(assessor):
    from_round = assessor.call.applications.filter(
        assessments__assessor=assessor.person_id,
        assessments__state__in=[AssessmentState.DRAWN, AssessmentState.SCORED],
    )
    return from_round.exists()


def check_can_draw(call, *, by, each, waiting):
    """Raises Refused when there is nothing to draw for, or nobody to be drawn.

    Not by somebody with an interest in the round: how many were drawn would tell them.
    """
    check_no_interest_in_round(call, by=by)
    if not 1 <= each <= MOST_EACH:
        raise Refused(f"Draw between 1 and {MOST_EACH} assessors for each bid.")
    if not waiting:
        raise Refused(
            "No bid waits for assessors. Bids come here when they have passed the checks."
        )
    if not call.programme.criteria.exists():
        raise Refused("The programme has no criteria yet. Publish how bids are scored first.")
    if not call.assessors.exists():
        raise Refused("Nobody assesses this round yet. Add assessors first.")


def check_can_score(assessment, *, by):
    """Raises Refused unless this is their own assessment and it was not sent yet."""
    check_no_interest(assessment.application, by=by)
    if assessment.assessor_id != by.pk:
        raise Refused("This bid was given to somebody else.")
    if assessment.state == AssessmentState.SCORED:
        raise Refused("You have sent your scores for this bid. They stand as you sent them.")
    if assessment.state == AssessmentState.STOOD_DOWN:
        raise Refused("You no longer read this bid.")
    if assessment.application.state != ApplicationState.ASSESSING:
        raise Refused("This bid is no longer being scored.")


def check_can_stand_down(assessment, *, why):
    """Raises Refused when the bid went to a panel, or nobody said why."""
    if assessment.state == AssessmentState.STOOD_DOWN:
        raise Refused("This assessor was stood down already.")
    if assessment.application.state != ApplicationState.ASSESSING:
        raise Refused("The bid is before a panel, with its scores as they are.")
    if not why.strip():
        raise Refused("Say why: it is kept with the assessment.")


def check_can_moderate(application, *, by):
    """Raises Refused until every assessor's scores are in, and once the panel has the bid."""
    check_no_interest(application, by=by)
    if application.state != ApplicationState.ASSESSING:
        raise Refused("Scores are moderated while the bid is being assessed, not before or after.")
    standing = standing_of(application)
    if not standing.all_in:
        missing = [str(a.assessor) for a in standing.assessments if a.state == "drawn"]
        if not missing:
            raise Refused("Nobody was drawn to read this bid yet.")
        raise Refused(f"Not all scores are in. Missing: {', '.join(missing)}.")


can_score = partial(allows, check_can_score)
can_moderate = partial(allows, check_can_moderate)
