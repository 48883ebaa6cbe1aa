"""The ledger in tables: where a pound can be, and which moves take it from where to where."""

from django.db.models import TextChoices


class Bucket(TextChoices):
    """Where on a line a pound stands."""

    OUTSIDE = "outside", "Not on this line"
    AVAILABLE = "available", "Available"
    RESERVED = "reserved", "Reserved"
    COMMITTED = "committed", "Committed, not yet paid"
    PAID = "paid", "Paid"


class Kind(TextChoices):
    """What a person does with money."""

    APPROPRIATE = "appropriate", "Appropriate"
    ALLOCATE = "allocate", "Allocate"
    RESERVE = "reserve", "Reserve"
    COMMIT = "commit", "Commit"
    PAY = "pay", "Pay"
    RELEASE = "release", "Release"
    VIRE = "vire", "Vire"
    CARRY_COMMITMENT = "carry_commitment", "Carry a commitment forward"
    CARRY_BALANCE = "carry_balance", "Carry a balance forward"
    RETURN = "return", "Return"
    LAPSE = "lapse", "Lapse"
    REVERSE = "reverse", "Reverse"


_OUT, _FREE, _HELD, _OWED, _PAID = (
    Bucket.OUTSIDE,
    Bucket.AVAILABLE,
    Bucket.RESERVED,
    Bucket.COMMITTED,
    Bucket.PAID,
)

# Each move's entries: from which bucket of a line to which. The database holds the same table.
# A move between lines has entries of both directions, and they balance source by source.
EFFECTS = {
    Kind.APPROPRIATE: ((_OUT, _FREE),),
    Kind.ALLOCATE: ((_FREE, _OUT), (_OUT, _FREE)),
    Kind.RESERVE: ((_FREE, _HELD),),
    Kind.COMMIT: ((_HELD, _OWED), (_FREE, _OWED)),
    Kind.PAY: ((_OWED, _PAID),),
    Kind.RELEASE: ((_HELD, _FREE), (_OWED, _FREE)),
    Kind.VIRE: ((_FREE, _OUT), (_OUT, _FREE)),
    Kind.CARRY_COMMITMENT: ((_OWED, _OUT), (_OUT, _OWED)),
    Kind.CARRY_BALANCE: ((_FREE, _OUT), (_OUT, _FREE)),
    # Money that comes back after its year has closed enters a line of an open year.
    Kind.RETURN: ((_PAID, _FREE), (_OUT, _FREE)),
    Kind.LAPSE: ((_FREE, _OUT), (_OWED, _OUT)),
    # The mirror of what it reverses, whatever that was; the database compares entry by entry.
    Kind.REVERSE: (),
}

BETWEEN_LINES = (Kind.ALLOCATE, Kind.VIRE, Kind.CARRY_COMMITMENT, Kind.CARRY_BALANCE)

# Kinds that are few: all but what is done to single promises; figures of flows read only these.
FEW = (
    Kind.APPROPRIATE,
    Kind.ALLOCATE,
    Kind.VIRE,
    Kind.CARRY_COMMITMENT,
    Kind.CARRY_BALANCE,
    Kind.RETURN,
    Kind.LAPSE,
    Kind.REVERSE,
)

# Moves that one person proposes and another approves: money leaves a line or a year, or the
# record is corrected.
TWO_PEOPLE = (
    Kind.VIRE,
    Kind.CARRY_COMMITMENT,
    Kind.CARRY_BALANCE,
    Kind.LAPSE,
    Kind.REVERSE,
)


class SplitRule(TextChoices):
    """How an amount is drawn from the sources. Rules, never percentages."""

    EQUAL = "equal", "Equal shares; an odd penny falls to the source that has given less so far"
    SINGLE = "single", "All from one source"


class YearState(TextChoices):
    """Whether a financial year takes postings."""

    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class ReservationState(TextChoices):
    """What became of money that was held."""

    HELD = "held", "Held"
    COMMITTED = "committed", "Became a commitment"
    RELEASED = "released", "Released"
    EXPIRED = "expired", "Expired"


class ProposalState(TextChoices):
    """Where a move stands that needs a second person."""

    WAITING = "waiting", "Waiting for a second person"
    APPROVED = "approved", "Approved and carried out"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


OUTSIDE_LABELS = {
    YearState: {
        YearState.OPEN: "Current accounts",
        YearState.CLOSED: "Closed accounts",
    },
    ReservationState: {
        ReservationState.HELD: "Held for a decision",
        ReservationState.COMMITTED: "Promised",
        ReservationState.RELEASED: "No longer held",
        ReservationState.EXPIRED: "No longer held",
    },
    ProposalState: {
        ProposalState.WAITING: "Being checked",
        ProposalState.APPROVED: "Done",
        ProposalState.DECLINED: "Not done",
        ProposalState.WITHDRAWN: "Not done",
    },
}

MOVES = {
    YearState: {
        YearState.OPEN: (YearState.CLOSED,),
        YearState.CLOSED: (YearState.OPEN,),
    },
    ReservationState: {
        ReservationState.HELD: (
            ReservationState.COMMITTED,
            ReservationState.RELEASED,
            ReservationState.EXPIRED,
        ),
        # Back to held only by reversing the move that resolved it.
        ReservationState.COMMITTED: (ReservationState.HELD,),
        ReservationState.RELEASED: (ReservationState.HELD,),
        ReservationState.EXPIRED: (ReservationState.HELD,),
    },
    ProposalState: {
        ProposalState.WAITING: (
            ProposalState.APPROVED,
            ProposalState.DECLINED,
            ProposalState.WITHDRAWN,
        ),
        ProposalState.APPROVED: (),
        ProposalState.DECLINED: (),
        ProposalState.WITHDRAWN: (),
    },
}

# What a reader outside the council sees of a move.
PUBLIC_KINDS = {
    Kind.APPROPRIATE: "Set aside for the year",
    Kind.ALLOCATE: "Allocated",
    Kind.RESERVE: "Held for a decision",
    Kind.COMMIT: "Promised",
    Kind.PAY: "Paid",
    Kind.RELEASE: "Made free again",
    Kind.VIRE: "Moved between programmes",
    Kind.CARRY_COMMITMENT: "Promise carried into the next year",
    Kind.CARRY_BALANCE: "Unspent money carried into the next year",
    Kind.RETURN: "Came back",
    Kind.LAPSE: "Lapsed",
    Kind.REVERSE: "Correction",
}

# Where a pound stands, in a reader's words.
PUBLIC_BUCKETS = {
    Bucket.OUTSIDE: "Elsewhere",
    Bucket.AVAILABLE: "Available",
    Bucket.RESERVED: "Reserved",
    Bucket.COMMITTED: "Committed",
    Bucket.PAID: "Paid",
}

# Off the line, told by what was done: where the money came from, and where it went.
PUBLIC_OUTSIDE = {
    Kind.APPROPRIATE: ("The council’s budget", "The council’s budget"),
    Kind.ALLOCATE: ("Not yet allocated", "A programme"),
    Kind.VIRE: ("Another programme", "Another programme"),
    Kind.CARRY_COMMITMENT: ("The year before", "The next year"),
    Kind.CARRY_BALANCE: ("The year before", "The next year"),
    Kind.RETURN: ("Paid in a closed year", "Paid in a closed year"),
    Kind.LAPSE: ("Out of the framework", "Out of the framework"),
}
