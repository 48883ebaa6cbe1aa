"""How far an election is at a moment: by the clock, whether or not a task has run since."""

from enum import StrEnum

from engagement.states import PUBLIC_LABELS, ElectionState


class Stage(StrEnum):
    """What can be done now. The clock moves from one to the next at the stored moment."""

    PREPARED = "prepared"
    CALLED = "called"  # published; nominations open later
    NOMINATING = "nominating"
    CHECKING = "checking"
    LISTED = "listed"  # the candidates are published; voting opens later
    VOTING = "voting"
    CLOSED = "closed"
    DECLARED = "declared"
    CANCELLED = "cancelled"


# What a reader sees where the state alone would say too much: “Open for nominations” before it is.
WORDS = {
    Stage.CALLED: "Announced",
    Stage.LISTED: "Candidates published",
}
TAGS = {
    Stage.NOMINATING: "tag--open",
    Stage.VOTING: "tag--open",
    Stage.CHECKING: "tag--waiting",
    Stage.CLOSED: "tag--waiting",
    Stage.DECLARED: "tag--well",
    Stage.CANCELLED: "tag--stopped",
}
# Stages in which the candidates are public.
LISTING = (Stage.LISTED, Stage.VOTING, Stage.CLOSED, Stage.DECLARED)
RUNNING = (Stage.CALLED, Stage.NOMINATING, Stage.CHECKING, Stage.LISTED, Stage.VOTING, Stage.CLOSED)


def stage_of(election, now):
    """Where the election is at `now`. An opening moment is included, a closing one is not."""
    state = ElectionState(election.state)
    if state == ElectionState.NOMINATING:
        if now < election.nominations_open_at:
            return Stage.CALLED
        return Stage.NOMINATING if now < election.nominations_close_at else Stage.CHECKING
    if state == ElectionState.VOTING:
        if now < election.voting_opens_at:
            return Stage.LISTED
        return Stage.VOTING if now < election.voting_closes_at else Stage.CLOSED
    return Stage(state.value)


def words_of(election, now):
    """The stage as somebody outside reads it."""
    stage = stage_of(election, now)
    if stage in WORDS:
        return WORDS[stage]
    return PUBLIC_LABELS[ElectionState][ElectionState(stage.value)]


def tag_of(election, now):
    """The colour of the tag beside it."""
    return TAGS.get(stage_of(election, now), "")
