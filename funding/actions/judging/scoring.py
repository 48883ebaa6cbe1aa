"""Scoring a bid, and agreeing on points together when all are in."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from civilsociety.rows import locked, move_to
from funding.models import ModeratedScore, Score
from funding.rules.judging.assessing import check_can_moderate, check_can_score
from funding.states import MOVES, AssessmentState


@transaction.atomic
def save_scores(*, assessment, scores, comment, by):
    """Keeps what an assessor has so far: {criterion: (points or None, justification)}."""
    assessment = locked(assessment)
    check_can_score(assessment, by=by)
    _keep(assessment, scores, comment)
    return assessment


def _keep(assessment, scores, comment):
    for criterion, (points, justification) in scores.items():
        Score.objects.update_or_create(
            assessment=assessment,
            criterion=criterion,
            defaults={"points": points, "justification": justification},
        )
    assessment.comment = comment
    assessment.save(update_fields=["comment"])


@transaction.atomic
def send_scores(*, assessment, scores, comment, by, now):
    """Sends an assessor's scores for good; they open to the others when all are in.

    Raises Refused while a criterion has no points or no reason for them.
    """
    locked(assessment.application)
    assessment = locked(assessment)
    check_can_score(assessment, by=by)
    criteria = list(assessment.application.call.programme.criteria.all())
    for criterion in criteria:
        points, justification = scores.get(criterion, (None, ""))
        if points is None or not justification.strip():
            raise Refused(f"Give points for “{criterion}”, and the reason for them.")
    _keep(assessment, scores, comment)
    move_to(assessment, AssessmentState.SCORED, moves=MOVES)
    assessment.scored_at = now
    assessment.save()
    record(
        verb="funding.scored",
        target=assessment.application,
        by=by,
        sentence=f"{by} sent scores for {assessment.application.number}.",
    )
    return assessment


@transaction.atomic
def moderate(*, application, points, why, by, now):
    """Writes down the points agreed on together: {criterion: points}, with one reason.

    They count in place of the mean. A criterion left out keeps what it has.
    """
    application = locked(application)
    check_can_moderate(application, by=by)
    if not points:
        raise Refused("Enter the points you agreed on for at least one criterion.")
    if not why.strip():
        raise Refused("Say why: the panel reads it.")
    for criterion, agreed in points.items():
        ModeratedScore.objects.update_or_create(
            application=application,
            criterion=criterion,
            defaults={"points": agreed, "why": why, "by": by, "at": now},
        )
    record(
        verb="funding.moderated",
        target=application,
        by=by,
        sentence=f"The scores of {application.number} were moderated.",
        details={str(criterion.pk): agreed for criterion, agreed in points.items()},
    )
    return application
