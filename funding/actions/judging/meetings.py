"""Holding a panel: who came, what was decided for each bid, and the minute."""

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import record
from civilsociety.budget.states import ReservationState
from civilsociety.refusal import Refused
from civilsociety.rows import locked, move_to
from civilsociety.ui.words import pounds
from funding.actions.judging.papers import hold_for, let_go, lock_the_money
from funding.models import Recommendation
from funding.queries.judging.minute import minute_of
from funding.queries.judging.panels import GIVES, items_of
from funding.rules.judging.interests import check_no_interest_in_round
from funding.rules.judging.panels import check_can_agree, check_can_decide, check_can_hold
from funding.states import MOVES, ApplicationState, PanelState

BECOMES = {
    Recommendation.RESERVE: ApplicationState.RESERVE,
    Recommendation.REFUSE: ApplicationState.REFUSED,
}


@transaction.atomic
def write_attendance(*, panel, attended, by):
    """Says which members came: `attended` holds their ids; all others did not."""
    panel = locked(panel)
    check_no_interest_in_round(panel.call, by=by)
    if panel.state != PanelState.ISSUED:
        raise Refused("Attendance is written down before the meeting is closed.")
    for member in panel.members.all():
        member.attended = member.pk in attended
        member.save(update_fields=["attended"])
    record(
        verb="funding.attendance",
        target=panel,
        by=by,
        sentence=f"{by} wrote down who attended {panel}.",
    )
    return panel


@transaction.atomic
def decide(*, item, decision, pence, reasons, feedback, by):
    """Writes down what the panel decided for a bid (pence); it takes effect with `hold`."""
    locked(item.panel)
    item = locked(item)
    check_can_decide(
        item, decision=decision, pence=pence, reasons=reasons, feedback=feedback, by=by
    )
    item.decision, item.decided_pence, item.feedback = decision, pence, feedback
    item.save(update_fields=["decision", "decided_pence", "feedback"])
    item.reasons.set(reasons)
    record(
        verb="funding.decided",
        target=item.application,
        by=by,
        sentence=f"The panel on {item.application.number}: "
        f"{Recommendation(decision).label.lower()}, {pounds(pence)}.",
        details={"reasons": [each.key for each in reasons]},
    )
    return item


@transaction.atomic
def hold(*, panel, discussion, by, now):
    """Closes the meeting: every decision takes effect, and the minute drafts itself.

    Money of bids that get none is free again first; then money is held for what was decided
    beyond what the paper held. If one bid is short, nothing happens at all.
    """
    panel = locked(panel)
    lock_the_money(panel)
    items = list(items_of(panel))
    check_can_hold(panel, items, by=by, today=timezone.localdate(now))
    for item in items:
        item.panel = panel
        if not _holds_what_was_decided(item):
            let_go(item, why=f"Decided otherwise by {panel}.", by=by, now=now)
    for item in items:
        if item.decision in GIVES and not _holds_what_was_decided(item):
            _hold_more(item, by=by, now=now)
        _tell(item, now=now)
    move_to(panel, PanelState.HELD, moves=MOVES)
    panel.held_at, panel.discussion = now, discussion
    panel.minute = minute_of(panel)
    panel.save()
    record(
        verb="funding.panel_held",
        target=panel,
        by=by,
        sentence=f"{panel} has met and decided on its bids.",
        details={"bids": [each.application_id for each in items]},
    )
    return panel


def _holds_what_was_decided(item):
    held = item.reservation
    if held is None or held.state != ReservationState.HELD:
        return False
    return item.decision in GIVES and held.held_pence == item.decided_pence


def _hold_more(item, *, by, now):
    try:
        hold_for(item, item.decided_pence, by=by, now=now, act=f"hold {now.isoformat()}")
    except Refused as refused:
        bid = item.application
        raise Refused(
            f"{bid.number} {bid.organisation}: {pounds(item.decided_pence)} cannot be held. "
            f"{refused} Nothing was decided; change a decision and close the meeting again."
        ) from refused


def _tell(item, *, now):
    """What the bid is now; one that is funded waits before its award is made."""
    bid = locked(item.application)
    bid.feedback = item.feedback
    if state := BECOMES.get(item.decision):
        move_to(bid, state, moves=MOVES)
        bid.decided_at = now
    bid.save(update_fields=["state", "feedback", "decided_at"])
    bid.reasons.set(item.reasons.all())


@transaction.atomic
def write_discussion(*, panel, discussion, by):
    """What was said, for the minute, until it is agreed."""
    panel = locked(panel)
    check_no_interest_in_round(panel.call, by=by)
    if panel.state == PanelState.PREPARING:
        raise Refused("The paper is not out yet, so nothing was said.")
    if panel.state == PanelState.AGREED:
        raise Refused("The minute is agreed and stays as it is.")
    panel.discussion = discussion
    panel.save(update_fields=["discussion"])
    record(
        verb="funding.discussion",
        target=panel,
        by=by,
        sentence=f"{by} wrote the discussion for the minute of {panel}.",
    )
    return panel


@transaction.atomic
def agree_minute(*, panel, by, now):
    """Agrees the minute as it stands; from then on nobody changes it."""
    panel = locked(panel)
    check_can_agree(panel, by=by)
    move_to(panel, PanelState.AGREED, moves=MOVES)
    panel.agreed_at, panel.agreed_by = now, by
    panel.minute = panel.minute | {
        "discussion": panel.discussion,
        "agreed_by": str(by),
        "agreed_at": now.isoformat(),
    }
    panel.save()
    record(
        verb="funding.minute_agreed",
        target=panel,
        by=by,
        sentence=f"{by} agreed the minute of {panel}.",
    )
    return panel
