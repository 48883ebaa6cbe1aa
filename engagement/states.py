"""The lives of elections, meetings, reviews and what belongs to them: states, labels, moves."""

from django.db.models import TextChoices


class ElectionState(TextChoices):
    """How far an election is."""

    PREPARED = "prepared", "Being prepared"
    NOMINATING = "nominating", "Open for nominations"
    CHECKING = "checking", "Nominations are being checked"
    VOTING = "voting", "Voting is open"
    CLOSED = "closed", "Voting has ended"
    DECLARED = "declared", "Result declared"
    CANCELLED = "cancelled", "Cancelled, with the reason"


class NominationState(TextChoices):
    """How far a nomination is."""

    PROPOSED = "proposed", "Proposed, waits for the person"
    ACCEPTED = "accepted", "Accepted by the person"
    STANDING = "standing", "Checked: stands for election"
    DECLINED = "declined", "Declined by the person"
    RULED_OUT = "ruled_out", "Ruled out, with the reason"
    WITHDRAWN = "withdrawn", "Withdrawn"


class MeetingState(TextChoices):
    """Whether a meeting was held."""

    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class MinutesState(TextChoices):
    """How far the minutes of a meeting are."""

    NONE = "none", "Not written yet"
    DRAFT = "draft", "Draft"
    AGREED = "agreed", "Agreed by the group"
    PUBLISHED = "published", "Published"


class TaskState(TextChoices):
    """Whether something a meeting asked for is done."""

    OPEN = "open", "Open"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped, with the reason"


class ReviewState(TextChoices):
    """How far a review of a draft is."""

    OPEN = "open", "Open for comments"
    CLOSED = "closed", "Closed for comments, being answered"
    REPORTED = "reported", "Answered and reported"


class CommentState(TextChoices):
    """Whether others may read a comment."""

    SAVED = "saved", "Saved, seen by its writer alone"
    SENT = "sent", "Sent"
    WITHDRAWN = "withdrawn", "Taken back by its writer"


class ConversationState(TextChoices):
    """How far the record of a conversation is."""

    NOTED = "noted", "Noted"
    CHECKED = "checked", "Checked, may be used as evidence"
    PUBLISHED = "published", "Published"


# What somebody outside the council sees for each state.
PUBLIC_LABELS = {
    ElectionState: {
        ElectionState.PREPARED: "Not open yet",
        ElectionState.NOMINATING: "Open for nominations",
        ElectionState.CHECKING: "Nominations closed",
        ElectionState.VOTING: "Voting is open",
        ElectionState.CLOSED: "Voting has ended",
        ElectionState.DECLARED: "Result declared",
        ElectionState.CANCELLED: "Cancelled",
    },
    NominationState: {
        NominationState.PROPOSED: "Proposed",
        NominationState.ACCEPTED: "Accepted",
        NominationState.STANDING: "Stands for election",
        NominationState.DECLINED: "Declined",
        NominationState.RULED_OUT: "Cannot stand",
        NominationState.WITHDRAWN: "Withdrawn",
    },
    MeetingState: {state: state.label for state in MeetingState},
    MinutesState: {
        MinutesState.NONE: "No minutes yet",
        MinutesState.DRAFT: "No minutes yet",
        MinutesState.AGREED: "Minutes agreed, not published yet",
        MinutesState.PUBLISHED: "Minutes published",
    },
    TaskState: {
        TaskState.OPEN: "Open",
        TaskState.DONE: "Done",
        TaskState.DROPPED: "Not pursued",
    },
    ReviewState: {
        ReviewState.OPEN: "Open for your comments",
        ReviewState.CLOSED: "Closed, the council answers",
        ReviewState.REPORTED: "Answered",
    },
    CommentState: {
        CommentState.SAVED: "Saved, only you see it",
        CommentState.SENT: "Sent",
        CommentState.WITHDRAWN: "Taken back",
    },
    ConversationState: {
        ConversationState.NOTED: "Not published",
        ConversationState.CHECKED: "Not published",
        ConversationState.PUBLISHED: "Published",
    },
}

MOVES = {
    ElectionState: {
        ElectionState.PREPARED: (ElectionState.NOMINATING, ElectionState.CANCELLED),
        ElectionState.NOMINATING: (ElectionState.CHECKING, ElectionState.CANCELLED),
        # Where no more stand than there are seats nobody has to vote.
        ElectionState.CHECKING: (
            ElectionState.VOTING,
            ElectionState.DECLARED,
            ElectionState.CANCELLED,
        ),
        ElectionState.VOTING: (ElectionState.CLOSED, ElectionState.CANCELLED),
        ElectionState.CLOSED: (ElectionState.DECLARED, ElectionState.CANCELLED),
        ElectionState.DECLARED: (),
        ElectionState.CANCELLED: (),
    },
    NominationState: {
        NominationState.PROPOSED: (
            NominationState.ACCEPTED,
            NominationState.DECLINED,
            NominationState.WITHDRAWN,
            NominationState.RULED_OUT,
        ),
        NominationState.ACCEPTED: (
            NominationState.STANDING,
            NominationState.RULED_OUT,
            NominationState.WITHDRAWN,
        ),
        NominationState.STANDING: (NominationState.RULED_OUT, NominationState.WITHDRAWN),
        NominationState.DECLINED: (),
        NominationState.RULED_OUT: (),
        NominationState.WITHDRAWN: (),
    },
    MeetingState: {
        MeetingState.PLANNED: (MeetingState.HELD, MeetingState.CANCELLED),
        MeetingState.HELD: (),
        MeetingState.CANCELLED: (),
    },
    MinutesState: {
        MinutesState.NONE: (MinutesState.DRAFT,),
        MinutesState.DRAFT: (MinutesState.AGREED,),
        MinutesState.AGREED: (MinutesState.PUBLISHED,),
        MinutesState.PUBLISHED: (),
    },
    TaskState: {
        TaskState.OPEN: (TaskState.DONE, TaskState.DROPPED),
        TaskState.DONE: (TaskState.OPEN,),
        TaskState.DROPPED: (TaskState.OPEN,),
    },
    ReviewState: {
        ReviewState.OPEN: (ReviewState.CLOSED,),
        # Reopened for those who ask for more time, as long as no report is out.
        ReviewState.CLOSED: (ReviewState.OPEN, ReviewState.REPORTED),
        ReviewState.REPORTED: (),
    },
    CommentState: {
        CommentState.SAVED: (CommentState.SENT, CommentState.WITHDRAWN),
        CommentState.SENT: (CommentState.WITHDRAWN,),
        CommentState.WITHDRAWN: (),
    },
    ConversationState: {
        ConversationState.NOTED: (ConversationState.CHECKED,),
        ConversationState.CHECKED: (ConversationState.NOTED, ConversationState.PUBLISHED),
        # Taken back with a reason, when something stands in it that should not.
        ConversationState.PUBLISHED: (ConversationState.NOTED,),
    },
}
