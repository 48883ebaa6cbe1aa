"""The life of a version of a strategy and of a promise that is tracked: states, labels, moves."""

from django.db.models import TextChoices


class VersionState(TextChoices):
    """Where a version stands, in the officers' words: the pathway of a strategy, in order."""

    DRAFT = "draft", "Being drafted"
    IN_REVIEW = "in_review", "With the Steering Group"
    CONSULTATION_DRAFT = "consultation_draft", "Published as a consultation draft"
    REVISED = "revised", "Being revised"
    FINAL = "final", "Published as the final text, before committee"
    CABINET = "cabinet", "Before Cabinet"
    ADOPTED = "adopted", "Adopted by decision"
    IN_FORCE = "in_force", "In force"
    SUPERSEDED = "superseded", "Superseded"


class UndertakingState(TextChoices):
    """Where an action promised elsewhere stands: what a committee asked for, a plan's action."""

    OPEN = "open", "Not started"
    UNDER_WAY = "under_way", "Under way"
    DONE = "done", "Done"
    TAKEN_OVER = "taken_over", "Taken over by another action"
    DROPPED = "dropped", "Not pursued, with the reason"


# What a reader outside the council sees for each state.
PUBLIC_LABELS = {
    VersionState: {
        VersionState.DRAFT: "Early draft",
        VersionState.IN_REVIEW: "Early draft",
        VersionState.CONSULTATION_DRAFT: "Consultation draft",
        VersionState.REVISED: "Early draft",
        VersionState.FINAL: "Final text",
        VersionState.CABINET: "Final text, before Cabinet",
        VersionState.ADOPTED: "Adopted strategy",
        VersionState.IN_FORCE: "Strategy in force",
        VersionState.SUPERSEDED: "Earlier strategy",
    },
    UndertakingState: {state: state.label for state in UndertakingState},
}

# From each state, the states an officer may move it to.
MOVES = {
    VersionState: {
        VersionState.DRAFT: (
            VersionState.IN_REVIEW,
            VersionState.CONSULTATION_DRAFT,
            VersionState.FINAL,
        ),
        VersionState.IN_REVIEW: (
            VersionState.REVISED,
            VersionState.CONSULTATION_DRAFT,
            VersionState.FINAL,
        ),
        VersionState.CONSULTATION_DRAFT: (),
        VersionState.REVISED: (
            VersionState.IN_REVIEW,
            VersionState.CONSULTATION_DRAFT,
            VersionState.FINAL,
        ),
        # Not every strategy goes to Cabinet: a Cabinet Member may decide alone.
        VersionState.FINAL: (VersionState.CABINET, VersionState.ADOPTED, VersionState.SUPERSEDED),
        VersionState.CABINET: (VersionState.ADOPTED, VersionState.SUPERSEDED),
        VersionState.ADOPTED: (VersionState.IN_FORCE, VersionState.SUPERSEDED),
        VersionState.IN_FORCE: (VersionState.SUPERSEDED,),
        VersionState.SUPERSEDED: (),
    },
    UndertakingState: {
        UndertakingState.OPEN: (
            UndertakingState.UNDER_WAY,
            UndertakingState.DONE,
            UndertakingState.TAKEN_OVER,
            UndertakingState.DROPPED,
        ),
        UndertakingState.UNDER_WAY: (
            UndertakingState.DONE,
            UndertakingState.TAKEN_OVER,
            UndertakingState.DROPPED,
        ),
        UndertakingState.DONE: (UndertakingState.UNDER_WAY,),
        UndertakingState.TAKEN_OVER: (UndertakingState.UNDER_WAY,),
        UndertakingState.DROPPED: (UndertakingState.UNDER_WAY,),
    },
}

# Texts that are still worked on: nobody outside may read them, and they may change.
UNPUBLISHED = (VersionState.DRAFT, VersionState.IN_REVIEW, VersionState.REVISED)
PUBLISHED = tuple(state for state in VersionState if state not in UNPUBLISHED)
# Texts the council stands by. The one in force outranks the others, then the latest.
SETTLED = (
    VersionState.IN_FORCE,
    VersionState.ADOPTED,
    VersionState.CABINET,
    VersionState.FINAL,
)
ADOPTED = (VersionState.ADOPTED, VersionState.IN_FORCE)
# The days that a version itself remembers of its pathway, in the order they come.
DAYS = {
    VersionState.ADOPTED: "adopted_on",
    VersionState.IN_FORCE: "in_force_on",
    VersionState.SUPERSEDED: "superseded_on",
}
# What a file may say it is when it comes in; the rest of the pathway is walked step by step.
IMPORTABLE = (
    VersionState.DRAFT,
    VersionState.CONSULTATION_DRAFT,
    VersionState.FINAL,
    VersionState.ADOPTED,
)
