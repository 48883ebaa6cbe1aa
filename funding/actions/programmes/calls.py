"""Preparing a round, publishing it, extending or cancelling it, closing its books."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.rows import locked, move_to
from civilsociety.ui.words import uk_datetime
from funding.actions.programmes.alerts import make_alert
from funding.models import Alert, Call, Question
from funding.rules import programmes as rules
from funding.states import MOVES, CallState

FIELDS = (
    "name", "year", "money_pence", "opens_at", "closes_at", "panel_on", "decision_by",
    "starts_from",
)  # fmt: skip
OF_A_QUESTION = (
    "section", "position", "key", "kind", "text", "help", "required", "max_words", "options",
    "criterion",
)  # fmt: skip


@transaction.atomic
def start_call(*, programme, by, **fields):
    """Begins the next round as a copy of the last one's form; nobody outside sees it yet."""
    programme = locked(programme)
    rules.check_can_add_call(programme)
    _check_days(fields)
    last = programme.calls.order_by("number").last()
    number = last.number + 1 if last else 1
    call = Call.objects.create(programme=programme, number=number, **fields)
    copied = _copy_form(last, call) if last else 0
    sentence = f"{call} was begun" + (f" as a copy of {last.name}." if last else ".")
    _record(call, "call_started", by, sentence, questions=copied)
    return call


def _copy_form(last, call):
    questions = [
        Question(call=call, **{name: getattr(each, name) for name in OF_A_QUESTION})
        for each in last.questions.select_related("criterion")
    ]
    return len(Question.objects.bulk_create(questions))


@transaction.atomic
def change_call(*, call, by, **fields):
    """Changes a round that nobody outside has seen."""
    call = locked(call)
    rules.check_can_change_call(call)
    _check_days(fields)
    for name in FIELDS:
        setattr(call, name, fields[name])
    call.save(update_fields=FIELDS)
    _record(call, "call_changed", by, f"{call} was changed.")
    return call


def _check_days(fields):
    days = ("opens_at", "closes_at", "panel_on", "decision_by", "starts_from")
    rules.check_dates(**{name: fields[name] for name in days})


@transaction.atomic
def remove_call(*, call, by):
    """Takes away a draft, with its questions."""
    call = locked(call)
    rules.check_can_remove_call(call)
    programme, name = call.programme, str(call)
    call.delete()
    record(
        verb="funding.call_removed",
        target=programme,
        by=by,
        sentence=f"The draft of {name} was removed.",
    )
    return programme


@transaction.atomic
def publish_call(*, call, by, now):
    """Announces a round: its form stays as it is from now on. Raises Refused with what is missing.

    Subscribers are told by the worker within minutes, by day.
    """
    # The head too: two rounds published at once must not both count the same money free.
    locked(call.programme.head)
    call = locked(call)
    rules.check_can_publish_call(call, now=now)
    move_to(call, CallState.PUBLISHED, moves=MOVES)
    call.published_at = now
    call.save(update_fields=["state", "published_at"])
    sentence = f"{call} was published: it opens at {uk_datetime(call.opens_at)}."
    _record(call, "call_published", by, sentence, questions=call.questions.count())
    return call


@transaction.atomic
def extend_call(*, call, closes_at, panel_on, decision_by, reason, by, now):
    """Moves the dates of a published round later, says why, and tells everybody concerned.

    Told are subscribers and everyone who works on an application.
    """
    call = locked(call)
    rules.check_new_dates(
        call, closes_at=closes_at, panel_on=panel_on, decision_by=decision_by, now=now
    )
    before = {"closes_at": call.closes_at.isoformat(), "decision_by": str(call.decision_by)}
    call.closes_at, call.panel_on, call.decision_by = closes_at, panel_on, decision_by
    if call.starts_from:
        call.starts_from = max(call.starts_from, decision_by)
    call.changed_why, call.changed_at, call.changes = reason, now, call.changes + 1
    call.save()
    _tell_of_change(call, now)
    sentence = f"The dates of {call} changed: it closes at {uk_datetime(closes_at)}."
    _record(call, "call_extended", by, sentence, before=before, reason=reason)
    return call


@transaction.atomic
def cancel_call(*, call, reason, by, now):
    """Cancels a round. Drafts and bids are kept; everyone who works on one is told, with why."""
    call = locked(call)
    rules.check_can_cancel(call)
    move_to(call, CallState.CANCELLED, moves=MOVES)
    call.cancelled_why, call.changed_at, call.changes = reason, now, call.changes + 1
    call.save()
    _tell_of_change(call, now)
    kept = call.applications.count()
    _record(call, "call_cancelled", by, f"{call} was cancelled.", reason=reason, kept=kept)
    return call


def _tell_of_change(call, now):
    make_alert(call=call, what=Alert.What.CHANGED, about=str(call.changes), now=now)


@transaction.atomic
def close_round(*, call, by, now):
    """Says that every bid of a round is decided: what rests on the criteria may change again."""
    call = locked(call)
    rules.check_can_close_round(call, now=now)
    move_to(call, CallState.DECIDED, moves=MOVES)
    call.save(update_fields=["state"])
    _record(call, "call_decided", by, f"Every bid of {call} is decided.")
    return call


def _record(call, verb, by, sentence, **details):
    record(verb=f"funding.{verb}", target=call, by=by, sentence=sentence, details=details)
