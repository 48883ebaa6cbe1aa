"""The officers' page of one election: where it stands, and each act with why it waits."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.urls import reverse

from civilsociety.audit.actions import name_of
from civilsociety.audit.models import Event
from engagement.models import Nomination, Voter
from engagement.queries.elections.contests import contest_names, contests_of
from engagement.queries.elections.result import result_of, turnout
from engagement.queries.elections.stages import Stage, stage_of, tag_of, words_of
from engagement.queries.elections.timetable import timetable

NOMINATIONS_SHOWN = 50
HISTORY_SHOWN = 12


@dataclass(frozen=True)
class NextAct:
    """What an officer does next, in a sentence, and where."""

    words: str
    name: str = ""
    button: str = ""


# One thing to do at each stage; what comes by itself says so.
NEXT = {
    Stage.CALLED: NextAct("Nominations open by themselves at their moment."),
    Stage.NOMINATING: NextAct("Organisations put people forward. Check them after the close."),
    Stage.LISTED: NextAct("Voting opens by itself at its moment; links are mailed then."),
    Stage.VOTING: NextAct("Organisations vote. Nobody sees how until voting has ended."),
    Stage.CLOSED: NextAct("Voting has ended.", "declare_result", "Count and declare the result"),
    Stage.CANCELLED: NextAct("The election was cancelled."),
}


def hub_page(election, now, *, page=None):
    """What the officers' page of an election shows."""
    stage = stage_of(election, now)
    contests = contests_of(election)
    voted, may_vote = turnout(election)
    nominations = _nominations(election)
    return {
        "election": election,
        "stage": stage,
        "words": words_of(election, now),
        "tag": tag_of(election, now),
        "timetable": timetable(election, now),
        "contests": contests,
        "nominations": Paginator(nominations, NOMINATIONS_SHOWN).get_page(page),
        "voted": voted,
        "may_vote": may_vote,
        "roll": _roll_figures(election),
        "results": result_of(election) if stage == Stage.DECLARED else [],
        "terms": election.terms.select_related("seat"),
        "next": next_act(election, stage, contests, nominations, may_vote),
        "history": Event.objects.filter(target=name_of(election))[:HISTORY_SHOWN],
    }


def _nominations(election):
    names = contest_names(election)
    rows = Nomination.objects.filter(election=election)
    found = list(rows.select_related("organisation", "proposing_organisation"))
    for each in found:
        each.contest_name = names.get(each.contest, "")
    return found


def _roll_figures(election):
    on = Q(struck_reason="")
    return Voter.objects.filter(election=election).aggregate(
        on=Count("pk", filter=on),
        without_address=Count("pk", filter=on & Q(email="")),
        refused=Count("pk", filter=on & ~Q(mail_error="")),
        struck=Count("pk", filter=~on),
    )


def next_act(election, stage, contests, nominations, may_vote):
    """The one thing to do now."""
    if stage == Stage.PREPARED:
        return _while_preparing(contests, may_vote)
    if stage == Stage.CHECKING:
        return _while_checking(contests, nominations)
    if stage == Stage.DECLARED:
        return _after_declaring(election)
    return NEXT[stage]


def _while_preparing(contests, may_vote):
    if not contests:
        return NextAct("Say which seats it fills.", "election_seats", "Choose the seats")
    if not may_vote:
        return NextAct("Say who may vote.", "fill_roll", "Fill the roll")
    return NextAct(
        "Read it once more as the public will, then publish the call.",
        "call_election",
        "Publish the call",
    )


def _while_checking(contests, nominations):
    waiting = [each for each in nominations if each.state == "accepted"]
    if waiting:
        return NextAct("Nominations have closed. Check each of them below.")
    if any(each.is_contested for each in contests):
        return NextAct(
            "Every nomination is checked. More people stand than there are seats.",
            "open_voting",
            "Publish the candidates and open voting",
        )
    return NextAct(
        "No more people stand than there are seats: they are elected without a vote.",
        "declare_result",
        "Declare the result",
    )


def _after_declaring(election):
    elected = any(each["elected"] for each in election.result["contests"].values())
    if elected and not election.terms.exists():
        return NextAct("The result is public.", "appoint_elected", "Appoint those elected")
    return NextAct("The result is public. There is nothing more to do.")


def address_of(act, election):
    """Where an act is done."""
    return reverse(f"engagement:{act}", args=[election.pk])
