"""The council's answers: one text to one comment or several, and the change they led to."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from civilsociety.ui.words import plural
from engagement.actions.reviews.reviewing import locked
from engagement.models import Answer
from engagement.queries.reviews.threads import origin_of, reference_of
from engagement.rules.reviews.answering import check_answer, check_can_answer
from engagement.rules.reviews.commenting import Clash
from strategy.actions import redline
from strategy.slots import Origin


@transaction.atomic
def answer_comments(
    *, review, comments, outcome, text, by, now, revisions=None, change=None, new_change=None
):
    """Answers comments of one review with one text; an answer given before is replaced.

    `change` is a change on record that they led to; `new_change` (section_key, what, why) writes
    a new one down, with the comments as its origin. `revisions` maps a comment's pk to the
    revision of the answer the officer had before them (0 for none): raises Clash when another
    officer answered meanwhile, and Refused.
    """
    review = locked(review)
    rows = _locked_comments(review, comments)
    check_answer(outcome=outcome, text=text, leads_to_change=bool(change or new_change))
    for comment in rows:
        check_can_answer(comment)
        _check_nobody_else(comment, revisions)
    if new_change:
        change = _write_down(review, rows, new_change, by, now)
    elif change:
        change = _join(change, rows, by, now)
    given = [_give(comment, outcome, text, change, by, now) for comment in rows]
    record(
        verb="engagement.comment_answered",
        target=review,
        by=by,
        sentence=f"Answered {plural(len(given), 'comment')}: {given[0].get_outcome_display()}.",
        details={"comments": [comment.pk for comment in rows]},
    )
    return given


def _locked_comments(review, comments):
    rows = review.comments.select_for_update(of=("self",), no_key=True).filter(
        pk__in=[comment.pk for comment in comments]
    )
    rows = list(rows.select_related("answer", "review__group").order_by("pk"))
    if not rows:
        raise Refused("Choose the comments that you want to answer.")
    return rows


def _check_nobody_else(comment, revisions):
    answer = comment.given_answer
    stands = answer.revision if answer else 0
    if revisions is not None and revisions.get(comment.pk, 0) != stands:
        raise Clash(
            f"{answer.by} answered comment {comment.pk} meanwhile. Both texts are here: send again "
            "to keep yours.",
            answer,
        )


def _write_down(review, comments, new_change, by, now):
    section_key, what, why = new_change
    return redline.explain(
        version=review.version,
        section_key=section_key,
        what=what,
        why=why,
        origins=[origin_of(comment) for comment in comments],
        by=by,
        now=now,
    )


def _join(change, comments, by, now):
    """The comments become origins of a change that is on record already, beside those it has."""
    known = [Origin(each.kind, each.reference, each.words) for each in change.origins.all()]
    named = {each.reference for each in known}
    more = [origin_of(comment) for comment in comments if reference_of(comment) not in named]
    if not more:
        return change
    return redline.reword(
        change=change,
        what=change.what,
        why=change.why,
        origins=[*known, *more],
        seen=redline.mark_of(change),
        by=by,
        now=now,
    )


def _give(comment, outcome, text, change, by, now):
    answer = comment.given_answer or Answer(comment=comment, revision=0)
    answer.outcome, answer.text, answer.change = outcome, text.strip(), change
    answer.by, answer.at = by, now
    answer.revision += 1
    answer.save()
    return answer
