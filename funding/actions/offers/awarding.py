"""Awards out of bids, and awards without a call."""

from django.db import transaction

from civilsociety.audit.actions import SYSTEM, record
from civilsociety.budget.models import Move
from civilsociety.budget.states import ReservationState
from civilsociety.refusal import Refused
from civilsociety.rows import locked, move_to
from funding.actions.awarding import agree, make_award
from funding.actions.offers.assistance import hold
from funding.models import Call
from funding.queries.offers.bids import decided_item, every_bid_is_decided
from funding.rules.offers.awarding import check_can_award_bid, check_can_refuse_reserve
from funding.states import MOVES, ApplicationState, CallState


@transaction.atomic
def award_bid(
    *, application, authority, pence, awarded_on, starts_on, ends_on, by, key, now,
    title="", summary="", year=None, out_of_order_why="",
):  # fmt: skip
    """Awards money to a bid: what a panel decided, or from the reserve list in its order.

    The panel's reservation pays for it where it still holds, else new money of the programme's
    head in `year` (the call's). Title and summary are published; those of the bid unless given.
    The bid's conditions go over to the award. The same key gives the award that is there.
    """
    application = locked(application)
    if Move.objects.filter(key=key).exists() and hasattr(application, "award"):
        return application.award
    hold(application.organisation)
    check_can_award_bid(
        application=application, pence=pence, day=awarded_on, out_of_order_why=out_of_order_why
    )
    item = decided_item(application)
    call = application.call
    award = make_award(
        programme=call.programme,
        organisation=application.organisation,
        title=title or application.title,
        summary=summary or application.summary,
        pence=pence,
        authority=authority,
        awarded_on=awarded_on,
        starts_on=starts_on,
        ends_on=ends_on,
        by=by,
        reason=_reason(application, item, out_of_order_why),
        key=key,
        now=now,
        reservation=_held_for(application, item),
        year=year or call.year,
        application=application,
        call=call,
        districts=application.districts,
        is_sample=application.is_sample,
    )
    _becomes_awarded(application, item, now)
    application.conditions.filter(award=None).update(award=award)
    settle_call(call=call, by=by, now=now)
    return award


def _held_for(application, item):
    """The reservation a panel made for a bid, while it holds."""
    if application.state != ApplicationState.AT_PANEL or item is None:
        return None
    held = item.reservation
    return held if held and held.state == ReservationState.HELD else None


def _reason(application, item, out_of_order_why):
    if application.state == ApplicationState.RESERVE:
        why = out_of_order_why.strip()
        return f"From the reserve list. {why}".strip()
    return f"{item.panel}: {item.get_decision_display().lower()}."


def _becomes_awarded(application, item, now):
    move_to(application, ApplicationState.AWARDED, moves=MOVES)
    application.decided_at = now
    if item and not application.feedback:
        application.feedback = item.feedback
    application.save(update_fields=["state", "decided_at", "feedback"])
    if item and not application.reasons.exists():
        application.reasons.set(item.reasons.all())


@transaction.atomic
def settle_call(*, call, now, by=None):
    """Marks a call as decided when none of its bids waits for a decision; returns whether it is.

    A bid on the reserve list is decided. `by` is empty when the service itself looks.
    """
    call = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if not every_bid_is_decided(call, now):
        return call.state == CallState.DECIDED
    move_to(call, CallState.DECIDED, moves=MOVES)
    call.save(update_fields=["state"])
    record(
        verb="funding.call_decided",
        target=call,
        by=by or SYSTEM,
        sentence=f"Every bid of {call} is decided.",
    )
    return True


@transaction.atomic
def award_outright(*, by, now, accepted_name="", **terms):
    """Awards money without a call, to a partner who has agreed: it runs from now.

    `terms` are those of `make_award`.
    """
    award = make_award(by=by, now=now, **terms)
    return agree(award=award, by=by, now=now, name=accepted_name)


@transaction.atomic
def write_feedback(*, application, feedback, by, now, reasons=None):
    """Writes what an applicant reads of a decision, and the reasons chosen for it."""
    application = locked(application)
    if application.letters.exists():
        raise Refused("The letter is out, and it holds the feedback as it was.")
    before, application.feedback = application.feedback, feedback.strip()
    application.save(update_fields=["feedback"])
    if reasons is not None:
        application.reasons.set(reasons)
    record(
        verb="funding.feedback_written",
        target=application,
        by=by,
        sentence=f"Feedback on {application.number} was written.",
        details={"feedback": [before, application.feedback]},
    )
    return application


@transaction.atomic
def refuse_reserve(*, application, reasons, feedback, by, now):
    """Takes a bid off the reserve list when no money will come free for it: it is refused, with
    reasons and feedback, and gets its letter like any other."""
    application = locked(application)
    check_can_refuse_reserve(application=application)
    if not reasons or not feedback.strip():
        raise Refused("Choose a reason and write the feedback: nobody is refused without.")
    move_to(application, ApplicationState.REFUSED, moves=MOVES)
    application.decided_at, application.feedback = now, feedback.strip()
    application.save(update_fields=["state", "decided_at", "feedback"])
    application.reasons.set(reasons)
    record(
        verb="funding.reserve_refused",
        target=application,
        by=by,
        sentence=f"{application.number} was taken off the reserve list and refused.",
    )
    settle_call(call=application.call, by=by, now=now)
    return application
