"""Putting a panel and its paper together."""

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import record
from civilsociety.rows import locked, move_to
from civilsociety.ui.words import plural, pounds, uk_date
from funding.models import Application, Panel, PanelItem, PanelMember, Recommendation
from funding.queries.judging.cards import standings
from funding.queries.judging.panels import ready_for
from funding.rules.judging.panels import (
    check_can_add_member,
    check_can_make_panel,
    check_can_propose,
    check_can_put_on_paper,
    check_can_remove_member,
    check_days,
    check_is_preparing,
)
from funding.states import MOVES, ApplicationState


@transaction.atomic
def make_panel(*, call, title, meets_on, held_until, chair, by, now):
    """Calls a panel for bids of one round; its chair is its first member."""
    today, call = timezone.localdate(now), locked(call)
    check_can_make_panel(
        call, by=by, title=title, meets_on=meets_on, held_until=held_until, today=today
    )
    panel = Panel.objects.create(
        call=call, title=title, meets_on=meets_on, held_until=held_until, chair=chair
    )
    record(
        verb="funding.panel_made",
        target=panel,
        by=by,
        sentence=f"The panel {panel} was called for {uk_date(meets_on)}.",
    )
    add_member(panel=panel, person=chair, by=by)
    return panel


@transaction.atomic
def change_panel(*, panel, title, meets_on, held_until, chair, by, now):
    """Changes what a panel in preparation is called, its days and its chair."""
    panel = locked(panel)
    check_is_preparing(panel, by=by)
    check_days(meets_on=meets_on, held_until=held_until, today=timezone.localdate(now))
    panel.title, panel.meets_on, panel.held_until, panel.chair = title, meets_on, held_until, chair
    panel.save()
    if not panel.members.filter(person=chair).exists():
        add_member(panel=panel, person=chair, by=by)
    record(verb="funding.panel_changed", target=panel, by=by, sentence=f"{by} changed {panel}.")
    return panel


@transaction.atomic
def add_member(*, panel, person, by):
    """Asks somebody to sit on a panel; the paper opens to them once they declared interests."""
    check_can_add_member(locked(panel), person=person)
    member = PanelMember.objects.create(panel=panel, person=person)
    record(
        verb="funding.panel_member_added",
        target=panel,
        by=by,
        sentence=f"{person} was asked to sit on {panel}.",
    )
    return member


@transaction.atomic
def remove_member(*, member, by):
    """Takes somebody off a panel that has not met; the chair is changed, not removed."""
    panel = locked(member.panel)
    check_can_remove_member(panel, person=member.person)
    record(
        verb="funding.panel_member_removed",
        target=panel,
        by=by,
        sentence=f"{member.person} no longer sits on {panel}.",
    )
    member.delete()


@transaction.atomic
def put_on_paper(*, panel, by):
    """Puts every scored and settled bid of the round on the paper and ranks them all anew.

    A new bid is proposed to be funded as asked. Returns how many were added.
    """
    panel = locked(panel)
    ready, _ = ready_for(panel.call)
    check_can_put_on_paper(panel, ready, by=by)
    for standing in ready:
        bid = locked(standing.application)
        move_to(bid, ApplicationState.AT_PANEL, moves=MOVES)
        bid.save(update_fields=["state"])
        PanelItem.objects.create(
            panel=panel,
            application=bid,
            rank=0,
            weighted=standing.score,
            recommendation=Recommendation.FUND,
            proposed_pence=bid.requested_pence,
        )
    rank_anew(panel)
    record(
        verb="funding.put_on_paper",
        target=panel,
        by=by,
        sentence=f"{plural(len(ready), 'bid')} were put on the paper of {panel}.",
        details={"bids": [each.application.pk for each in ready]},
    )
    return len(ready)


def rank_anew(panel):
    """Gives every bid on the paper its rank, from 1 without a gap."""
    items = {each.application_id: each for each in panel.items.all()}
    found = standings(Application.objects.filter(pk__in=items))
    for rank, standing in enumerate(sorted(found, key=lambda each: each.order_key), 1):
        item = items[standing.application.pk]
        item.rank, item.weighted = rank, standing.score
        item.save(update_fields=["rank", "weighted"])


@transaction.atomic
def propose(*, item, recommendation, pence, why, by):
    """Says what the paper recommends for a bid (pence), with the reason where not as asked."""
    locked(item.panel)
    item = locked(item)
    check_can_propose(item, recommendation=recommendation, pence=pence, why=why, by=by)
    item.recommendation, item.proposed_pence, item.why = recommendation, pence, why
    item.save(update_fields=["recommendation", "proposed_pence", "why"])
    record(
        verb="funding.proposed",
        target=item.application,
        by=by,
        sentence=f"The paper proposes for {item.application.number}: "
        f"{item.get_recommendation_display().lower()}, {pounds(pence)}.",
    )
    return item


@transaction.atomic
def draw_line(*, panel, cut_off, by):
    """Sets the last rank above the line; None lets the line stand where the money ends."""
    panel = locked(panel)
    check_is_preparing(panel, by=by)
    panel.cut_off = cut_off
    panel.save(update_fields=["cut_off"])
    where = f"below rank {cut_off}" if cut_off is not None else "where the money ends"
    record(
        verb="funding.line_drawn",
        target=panel,
        by=by,
        sentence=f"The line on the paper of {panel} was drawn {where}.",
    )
    return panel
