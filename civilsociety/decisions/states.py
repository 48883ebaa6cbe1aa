"""The lives of a decision, of its call-in and of a notice: states, two labels each, moves."""

from django.db.models import TextChoices


class DecisionState(TextChoices):
    """Where one version of a record of decision stands, in the officers' words."""

    DRAFT = "draft", "Draft, not published"
    PUBLISHED = "published", "Published"
    CORRECTED = "corrected", "Published, a corrected version stands beside it"
    SUPERSEDED = "superseded", "Superseded by another decision"


class CallInState(TextChoices):
    """What has become of a call-in, in the officers' words."""

    OPEN = "open", "Called in, not yet answered"
    CONFIRMED = "confirmed", "Examined, the decision stands"
    WITHDRAWN = "withdrawn", "Examined, the decision will not be acted on"


class NoticeState(TextChoices):
    """Where a notice of a key decision stands, in the officers' words."""

    DRAFT = "draft", "Draft, not published"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn, with a reason"


# What a reader outside the council sees for each state.
PUBLIC_LABELS = {
    DecisionState: {
        DecisionState.DRAFT: "Not published yet",
        DecisionState.PUBLISHED: "Decided",
        DecisionState.CORRECTED: "Corrected since",
        DecisionState.SUPERSEDED: "Replaced by a later decision",
    },
    CallInState: {
        CallInState.OPEN: "Called in: not acted on until it is examined",
        CallInState.CONFIRMED: "Called in, and the decision stands",
        CallInState.WITHDRAWN: "Called in, and not acted on",
    },
    NoticeState: {
        NoticeState.DRAFT: "Not published yet",
        NoticeState.PUBLISHED: "Decision expected",
        NoticeState.WITHDRAWN: "No longer expected",
    },
}

# From each state, the states it may be moved to.
MOVES = {
    DecisionState: {
        DecisionState.DRAFT: (DecisionState.PUBLISHED,),
        DecisionState.PUBLISHED: (DecisionState.CORRECTED, DecisionState.SUPERSEDED),
        DecisionState.CORRECTED: (DecisionState.SUPERSEDED,),
        DecisionState.SUPERSEDED: (),
    },
    CallInState: {
        CallInState.OPEN: (CallInState.CONFIRMED, CallInState.WITHDRAWN),
        CallInState.CONFIRMED: (),
        CallInState.WITHDRAWN: (),
    },
    NoticeState: {
        NoticeState.DRAFT: (NoticeState.PUBLISHED,),
        NoticeState.PUBLISHED: (NoticeState.WITHDRAWN,),
        NoticeState.WITHDRAWN: (),
    },
}

# Anybody may read these; the first two are in force (a corrected version's decision stands).
PUBLIC = (DecisionState.PUBLISHED, DecisionState.CORRECTED, DecisionState.SUPERSEDED)
IN_FORCE = (DecisionState.PUBLISHED, DecisionState.CORRECTED)
