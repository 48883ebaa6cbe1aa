"""What the pages of one election show."""

from civilsociety.accounts.permissions import Permission
from civilsociety.documents import render_markdown
from engagement.queries.elections.contests import contests_of
from engagement.queries.elections.result import result_of, turnout
from engagement.queries.elections.stages import LISTING, Stage, stage_of, tag_of, words_of
from engagement.queries.elections.timetable import timetable
from engagement.queries.elections.voters import places_of


def public_page(election, user, now):
    """What everybody reads; a member of an organisation on the roll also what waits for them."""
    stage = stage_of(election, now)
    voted, may_vote = turnout(election)
    contests = contests_of(election, with_candidates=stage in LISTING)
    return {
        "election": election,
        "stage": stage,
        "words": words_of(election, now),
        "tag": tag_of(election, now),
        "about": render_markdown(election.about, heading_level=3),
        "timetable": timetable(election, now),
        "contests": contests,
        "lists_candidates": stage in LISTING,
        "shows_turnout": stage in (Stage.VOTING, Stage.CLOSED) and may_vote,
        "voted": voted,
        "may_vote": may_vote,
        "percent": round(100 * voted / may_vote) if may_vote else 0,
        "results": result_of(election) if stage == Stage.DECLARED else [],
        "was_vote": any(each["contested"] for each in election.result.get("contests", {}).values()),
        "places": list(places_of(user, election)) if user.is_authenticated else [],
        "manages": user.is_authenticated and user.may(Permission.MANAGE_ENGAGEMENT),
    }
