"""Rounds as the tests of judging speak of them: bids, assessors who declared, scores, panels."""

from datetime import date, timedelta

from funding.actions.judging import assessors, gate, interests, panels, papers, scoring
from funding.models import Assessment, CheckKind, CheckOutcome, Panel
from funding.queries.judging.gate import kinds_for
from funding.states import ApplicationState
from tests.funding.makers import NOW

LATER = NOW + timedelta(days=25)


def bid_of(world, name, state=ApplicationState.ASSESSING, **more):
    """A bid of a further organisation."""
    organisation = world.make_organisation(name)
    return world.bid(state, organisation=organisation, title=f"{name} together", **more)


def listed(world, *people, declared=True):
    """People on the round's list of assessors; they have declared their interests."""
    rows = [
        assessors.add_assessor(call=world.call, person=each, by=world.officer, now=NOW)
        for each in people
    ]
    if declared:
        for row in rows:
            interests.finish_declaring(places=[row], interests={}, by=row.person, now=NOW)
    return rows


def answers(bid, **outcomes):
    """Yes to every check but those named: kind=outcome, with a note where one is needed."""
    found = {}
    for kind in kinds_for(bid):
        outcome = outcomes.get(kind, CheckOutcome.YES)
        if kind == CheckKind.BANK and kind not in outcomes:
            outcome = CheckOutcome.CONDITION
        condition = outcome == CheckOutcome.CONDITION
        found[kind] = (
            outcome,
            "A note",
            "Have the account verified" if condition else "",
            date(2022, 3, 31) if condition else None,
        )
    return found


def passed(world, bid):
    """A bid that went through the gate."""
    gate.write_checks(application=bid, answers=answers(bid), by=world.officer, now=NOW)
    return gate.pass_gate(application=bid, by=world.officer, now=NOW)


def scored(world, bid, cards, *, moderated=True):
    """Scores of several people: {person: (points on Need, points on Plan)}; settled."""
    need, plan = world.programme.criteria.all()
    for person, points in cards.items():
        assessment, _ = Assessment.objects.get_or_create(application=bid, assessor=person)
        given = zip((need, plan), points, strict=True)
        scoring.send_scores(
            assessment=assessment,
            scores={criterion: (p, "Because of it.") for criterion, p in given},
            comment="",
            by=person,
            now=NOW,
        )
    return bid


def a_panel(world, *members, meets_on=None, held_until=None, title="Panel of January"):
    """A panel of a chair and members, all of whom declared their interests."""
    meets_on = meets_on or LATER.date()
    panel = panels.make_panel(
        call=world.call,
        title=title,
        meets_on=meets_on,
        held_until=held_until or meets_on + timedelta(days=21),
        chair=members[0],
        by=world.officer,
        now=NOW,
    )
    for each in members[1:]:
        panels.add_member(panel=panel, person=each, by=world.officer)
    panel.members.update(declared_at=NOW)
    return panel


def issued(world, panel):
    """A panel with every ready bid on its paper, issued."""
    panels.put_on_paper(panel=panel, by=world.officer)
    return papers.issue_paper(panel=panel, by=world.officer, now=NOW)


def fresh(row):
    """The row as the database has it."""
    return type(row).objects.get(pk=row.pk)


__all__ = ["LATER", "NOW", "Panel"]
