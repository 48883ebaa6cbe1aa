"""Writing an evaluation, publishing it with its figures, taking it back, saying what followed."""

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import record
from civilsociety.rows import locked, move_to
from funding.models import Evaluation
from funding.queries.register.evaluation import figures_of
from funding.rules.evaluations import (
    TEXTS,
    check_can_begin,
    check_can_publish,
    check_can_take_back,
    check_can_write,
    check_follows,
    check_texts,
)
from funding.states import MOVES, EvaluationState


@transaction.atomic
def begin_evaluation(*, programme, title, from_day, until_day, by, now, call=None, is_sample=False):
    """Begins the evaluation of a programme, or of one round, over days (both inclusive)."""
    check_can_begin(programme=programme, call=call, from_day=from_day, until_day=until_day)
    evaluation = Evaluation.objects.create(
        programme=programme,
        call=call,
        title=title,
        from_day=from_day,
        until_day=until_day,
        written_by=by,
        written_at=now,
        is_sample=is_sample,
    )
    _record("evaluation_begun", evaluation, by, f"Began the evaluation “{title}”.")
    return evaluation


@transaction.atomic
def write_evaluation(*, evaluation, by, now, **texts):
    """Writes what people concluded: worked, learned, quotes, recommendation (Markdown).

    Raises Refused once it is published, and for personal data.
    """
    if unknown := set(texts) - set(TEXTS):
        raise TypeError(f"An evaluation has no {', '.join(sorted(unknown))}.")
    evaluation = locked(evaluation)
    check_can_write(evaluation)
    check_texts(texts)
    for name, text in texts.items():
        setattr(evaluation, name, text)
    evaluation.written_by, evaluation.written_at = by, now
    evaluation.save()
    _record("evaluation_written", evaluation, by, f"Wrote the evaluation “{evaluation}”.")
    return evaluation


@transaction.atomic
def publish_evaluation(*, evaluation, by, now):
    """Publishes it; the figures stay as they are counted at this moment."""
    evaluation = locked(evaluation)
    today = timezone.localdate(now)
    check_can_publish(evaluation, today=today)
    evaluation.figures = figures_of(evaluation, today=today)
    evaluation.published_at = now
    move_to(evaluation, EvaluationState.PUBLISHED, moves=MOVES)
    evaluation.save()
    _record("evaluation_published", evaluation, by, f"Published the evaluation “{evaluation}”.")
    return evaluation


@transaction.atomic
def take_back_evaluation(*, evaluation, why, by, now):
    """Takes a published evaluation back to be mended; from then on only officers read it."""
    evaluation = locked(evaluation)
    check_can_take_back(evaluation)
    evaluation.figures = None
    move_to(evaluation, EvaluationState.DRAFT, moves=MOVES)
    evaluation.save()
    _record(
        "evaluation_taken_back", evaluation, by, f"Took back the evaluation “{evaluation}”: {why}"
    )
    return evaluation


@transaction.atomic
def say_what_followed(*, evaluation, decision, by, now):
    """Names the decision that was taken on this evaluation; possible after publishing too."""
    evaluation = locked(evaluation)
    check_follows(evaluation, decision)
    evaluation.next_decision = decision.first
    evaluation.save(update_fields=["next_decision"])
    _record(
        "evaluation_followed",
        evaluation,
        by,
        f"Decision {decision.reference} followed the evaluation “{evaluation}”.",
    )
    return evaluation


def _record(verb, evaluation, by, sentence):
    record(verb=f"funding.{verb}", target=evaluation, by=by, sentence=sentence)
