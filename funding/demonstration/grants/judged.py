"""Judges the sample bids: the gate, two assessors each, an interest declared, a panel."""

from datetime import date

from funding.actions.judging import assessors, gate, interests, meetings, panels, papers, scoring
from funding.demonstration.grants.moments import at
from funding.models import CheckKind, CheckOutcome, PanelItem, Reason, Recommendation
from funding.queries.judging.gate import kinds_for

PANEL_ON = date(2023, 10, 26)
WHY = {
    0: "Hardly answers the question.",
    1: "Touches it, without saying how.",
    2: "Says some of it; important parts are open.",
    3: "Answers it, with a gap or two.",
    4: "Answers it well, with facts we could check.",
    5: "Answers all of it, and shows that it will work.",
}


def judge(call, stories, bids, cast):
    """Takes every bid from the gate to what the panel decided; gives the panel."""
    pairs = list(zip(stories, bids, strict=True))
    for story, bid in pairs:
        _gate(story, bid, cast["officer"])
    assessed = [(story, bid) for story, bid in pairs if "ineligible" not in story]
    _list_assessors(call, assessed, cast)
    assessors.draw_assessors(call=call, each=2, by=cast["officer"], now=at(2023, 10, 9))
    for story, bid in assessed:
        _score(story, bid, cast["officer"])
    return _panel(call, assessed, cast)


def _gate(story, bid, officer):
    found = dict.fromkeys(kinds_for(bid), (CheckOutcome.YES, "Seen.", "", None))
    if "ineligible" in story:
        found[CheckKind.ELIGIBLE] = (CheckOutcome.NO, "Vehicles are excluded.", "", None)
    now = at(2023, 10, 5)
    gate.write_checks(application=bid, answers=found, by=officer, now=now)
    if "ineligible" in story:
        gate.fail_gate(
            application=bid,
            reasons=list(Reason.objects.filter(key__in=story["ineligible"])),
            feedback=story["feedback"],
            by=officer,
            now=now,
        )
    else:
        gate.pass_gate(application=bid, by=officer, now=now)


def _list_assessors(call, assessed, cast):
    """Three people who may be drawn; each declares what they have to declare."""
    now = at(2023, 10, 6)
    for person in (*cast["assessors"].values(), cast["second"]):
        place = assessors.add_assessor(call=call, person=person, by=cast["officer"], now=now)
        declared = {
            bid: "A close friend is the treasurer (sample)."
            for story, bid in assessed
            if story.get("conflict") == person.email
        }
        interests.finish_declaring(places=[place], interests=declared, by=person, now=now)


def _score(story, bid, officer):
    criteria = list(bid.call.programme.criteria.all())
    by_person = list(zip(*story["scores"], strict=True))
    for assessment, points in zip(bid.assessments.order_by("pk"), by_person, strict=True):
        scores = {c: (p, WHY[p]) for c, p in zip(criteria, points, strict=True)}
        scoring.send_scores(
            assessment=assessment, scores=scores, comment="", by=assessment.assessor,
            now=at(2023, 10, 17),
        )  # fmt: skip
    if "moderated" in story:
        scoring.moderate(
            application=bid,
            points=dict(zip(criteria, story["moderated"], strict=True)),
            why="We read the answer about demand differently, and agreed on it.",
            by=officer,
            now=at(2023, 10, 18),
        )


def _panel(call, assessed, cast):
    """The paper, the meeting, the minute."""
    officer, chair = cast["officer"], cast["holder"]
    panel = panels.make_panel(
        call=call,
        title="Panel of the autumn round (sample)",
        meets_on=PANEL_ON,
        held_until=date(2023, 12, 15),
        chair=chair,
        by=officer,
        now=at(2023, 10, 18, 14),
    )
    for person in cast["assessors"].values():
        panels.add_member(panel=panel, person=person, by=officer)
    _declare(panel, chair)
    panels.put_on_paper(panel=panel, by=officer)
    stories = {bid.pk: story for story, bid in assessed}
    for item in PanelItem.objects.filter(panel=panel):
        _propose(item, stories[item.application_id], officer)
    papers.issue_paper(panel=panel, by=officer, now=at(2023, 10, 19))
    panel.refresh_from_db()
    came = {member.pk for member in panel.members.all()}
    meetings.write_attendance(panel=panel, attended=came, by=officer)
    for item in PanelItem.objects.filter(panel=panel).order_by("rank"):
        _decide(item, stories[item.application_id], officer)
    meetings.hold(
        panel=panel,
        discussion="The panel asked first what would last, and then what it cost.",
        by=officer,
        now=at(2023, 10, 26, 16),
    )
    panel.refresh_from_db()
    meetings.agree_minute(panel=panel, by=chair, now=at(2023, 10, 30))
    return panel


def _declare(panel, chair):
    """The assessors declared theirs with the round; the chair has nothing to declare."""
    places = list(panel.members.all())
    for person in {place.person for place in places}:
        mine = [place for place in places if place.person == person]
        interests.finish_declaring(places=mine, interests={}, by=person, now=at(2023, 10, 18, 15))


def _propose(item, story, officer):
    choice = Recommendation(story["decision"])
    if choice != Recommendation.FUND:
        panels.propose(
            item=item,
            recommendation=choice,
            pence=story.get("gives", 0) * 100,
            why=story["feedback"],
            by=officer,
        )


def _decide(item, story, officer):
    choice = Recommendation(story["decision"])
    pence = story.get("gives", story["asks"]) * 100
    gives = choice in {Recommendation.FUND, Recommendation.PART_FUND}
    meetings.decide(
        item=item,
        decision=choice,
        pence=pence if gives else 0,
        reasons=list(Reason.objects.filter(key__in=story.get("reasons", []))),
        feedback=story["feedback"],
        by=officer,
    )
