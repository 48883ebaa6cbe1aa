"""States and moves of a consultation, a response, a finding; two labels each.

The first label is ours, the second the outsider's. `docs/states.md` is made from this.
"""

from django.db.models import TextChoices


class ConsultationState(TextChoices):
    """What officers have done. Whether it is open now also depends on the clock: see Phase."""

    DRAFT = "draft", "In preparation"
    LAUNCHED = "launched", "Launched"
    REPORTED = "reported", "Answered"
    CANCELLED = "cancelled", "Cancelled"


class Phase(TextChoices):
    """Where a launched consultation stands at a moment."""

    FORTHCOMING = "forthcoming", "Opens soon"
    OPEN = "open", "Open"
    GRACE = "grace", "Closed, with time to finish for those who had begun"
    CLOSED = "closed", "Closed"


class ResponseState(TextChoices):
    """A response counts until it is withdrawn."""

    SUBMITTED = "submitted", "Submitted"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Outcome(TextChoices):
    """What the council did with what it heard."""

    UNDECIDED = "undecided", "Not yet answered"
    CHANGED = "changed", "We changed the strategy"
    ACTED = "acted", "We did something else"
    NO_CHANGE = "no_change", "No change, with the reason"


class FormatRequestState(TextChoices):
    """How far a request for another format is."""

    RECEIVED = "received", "Received"
    PREPARING = "preparing", "Being prepared"
    SENT = "sent", "Sent"
    CLOSED = "closed", "Closed without sending"


class DeliveryState(TextChoices):
    """One message to one person."""

    WAITING = "waiting", "Waiting"
    SENT = "sent", "Sent"
    REFUSED = "refused", "Could not be sent"
    SKIPPED = "skipped", "Not sent: unsubscribed"


# What moves to what, and how the outsider reads each state.
MOVES = {
    ConsultationState: {
        ConsultationState.DRAFT: (ConsultationState.LAUNCHED, ConsultationState.CANCELLED),
        ConsultationState.LAUNCHED: (ConsultationState.REPORTED, ConsultationState.CANCELLED),
        ConsultationState.REPORTED: (),
        ConsultationState.CANCELLED: (),
    },
    ResponseState: {
        ResponseState.SUBMITTED: (ResponseState.WITHDRAWN,),
        ResponseState.WITHDRAWN: (),
    },
    FormatRequestState: {
        FormatRequestState.RECEIVED: (
            FormatRequestState.PREPARING,
            FormatRequestState.SENT,
            FormatRequestState.CLOSED,
        ),
        FormatRequestState.PREPARING: (FormatRequestState.SENT, FormatRequestState.CLOSED),
        FormatRequestState.SENT: (),
        FormatRequestState.CLOSED: (),
    },
    DeliveryState: {
        DeliveryState.WAITING: (
            DeliveryState.SENT,
            DeliveryState.REFUSED,
            DeliveryState.SKIPPED,
        ),
        DeliveryState.SENT: (),
        DeliveryState.REFUSED: (DeliveryState.WAITING,),
        DeliveryState.SKIPPED: (),
    },
}

# By class: two classes may share a value, which a flat table would mix up.
OUTSIDE_LABELS = {
    ConsultationState: {
        ConsultationState.DRAFT: "Not public",
        ConsultationState.LAUNCHED: "Announced, open or closed, by its dates",
        ConsultationState.REPORTED: "You said, we did",
        ConsultationState.CANCELLED: "Cancelled",
    },
    ResponseState: {
        ResponseState.SUBMITTED: "Received",
        ResponseState.WITHDRAWN: "Withdrawn",
    },
    FormatRequestState: {
        FormatRequestState.RECEIVED: "We have your request",
        FormatRequestState.PREPARING: "We are preparing it",
        FormatRequestState.SENT: "On its way to you",
        FormatRequestState.CLOSED: "Closed",
    },
    DeliveryState: {
        DeliveryState.WAITING: "Not sent yet",
        DeliveryState.SENT: "Sent",
        DeliveryState.REFUSED: "Not delivered",
        DeliveryState.SKIPPED: "Not sent",
    },
}


def may_move(before, after):
    """Whether the table above has a move from one state to the other."""
    return after in MOVES[type(before)].get(before, ())
