"""What each thing in funding can be, in the officers' words."""

from django.db.models import TextChoices


class ProgrammeState(TextChoices):
    """Whether a programme may be read, and whether it still gives money."""

    DRAFT = "draft", "Draft, not published"
    PUBLISHED = "published", "Published"
    ENDED = "ended", "Ended"


class CallState(TextChoices):
    """Where a round of a programme stands; open or forthcoming is told by the clock."""

    DRAFT = "draft", "Draft, not published"
    PUBLISHED = "published", "Published"
    DECIDED = "decided", "Every bid is decided"
    CANCELLED = "cancelled", "Cancelled"


class ApplicationState(TextChoices):
    """Where one bid stands."""

    DRAFT = "draft", "Being written"
    SUBMITTED = "submitted", "Received, to be checked"
    ASSESSING = "assessing", "Passed the checks, being assessed"
    AT_PANEL = "at_panel", "On a panel paper"
    AWARDED = "awarded", "Awarded"
    RESERVE = "reserve", "On the reserve list"
    REFUSED = "refused", "Refused"
    INELIGIBLE = "ineligible", "Did not pass the checks"
    WITHDRAWN = "withdrawn", "Withdrawn by the applicant"


class AssessmentState(TextChoices):
    """Where one assessor's reading of one bid stands."""

    DRAWN = "drawn", "To be scored"
    SCORED = "scored", "Scored"
    STOOD_DOWN = "stood_down", "Stood down"


class PanelState(TextChoices):
    """Where a panel meeting stands."""

    PREPARING = "preparing", "Being prepared"
    ISSUED = "issued", "Paper issued"
    HELD = "held", "Held, minute drafted"
    AGREED = "agreed", "Minute agreed"


class AwardState(TextChoices):
    """Where money given to one organisation for one purpose stands."""

    DECIDED = "decided", "Decided, offer not sent"
    OFFERED = "offered", "Offer sent"
    ACCEPTED = "accepted", "Accepted, running"
    COMPLETED = "completed", "Completed"
    DECLINED = "declined", "Offer declined"
    LAPSED = "lapsed", "Offer lapsed"
    ENDED_EARLY = "ended_early", "Ended early"


class AssistanceState(TextChoices):
    """Where a notice of minimal financial assistance stands (Subsidy Control Act 2022, s. 37)."""

    SENT = "sent", "Notice sent, to be confirmed"
    CONFIRMED = "confirmed", "Confirmed by the recipient"
    OVER = "over", "Would go over the limit"
    WITHDRAWN = "withdrawn", "Withdrawn"


class LetterState(TextChoices):
    """What became of one letter."""

    WAITING = "waiting", "Waiting"
    SENT = "sent", "Sent"
    REFUSED = "refused", "Not taken by the mail server"


class PaymentState(TextChoices):
    """Where one payment of an award stands."""

    SCHEDULED = "scheduled", "Scheduled"
    CLAIMED = "claimed", "Claimed, to be checked"
    PROPOSED = "proposed", "Checked, waits for a second officer"
    PAID = "paid", "Paid"
    CANCELLED = "cancelled", "Cancelled"


class ReportState(TextChoices):
    """Where one report of a grant holder stands."""

    DUE = "due", "Expected"
    SENT = "sent", "Received, to be read"
    SENT_BACK = "sent_back", "Sent back with questions"
    ACCEPTED = "accepted", "Accepted"
    EXCUSED = "excused", "No longer asked for"


class VariationState(TextChoices):
    """Where a change to an award stands: one side asks, the other agrees."""

    ASKED = "asked", "Waiting for the other side"
    AGREED = "agreed", "Agreed by both and applied"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class MoneyBackState(TextChoices):
    """Where money stands that is to come back."""

    ASKED = "asked", "Asked for"
    RECEIVED = "received", "Received"
    CANCELLED = "cancelled", "No longer asked for"


class EndNoticeState(TextChoices):
    """Where a notice of an early end stands (three months, Best Value Statutory Guidance)."""

    GIVEN = "given", "Notice given"
    CARRIED_OUT = "carried_out", "Award ended"
    WITHDRAWN = "withdrawn", "Withdrawn"


class BankState(TextChoices):
    """Whether money may be sent to a bank account: two officers say so, one after the other."""

    ENTERED = "entered", "Entered, to be checked"
    CHECKED = "checked", "Checked, waits for a second officer"
    VERIFIED = "verified", "Verified"
    REFUSED = "refused", "Not accepted"
    REPLACED = "replaced", "Replaced by another"


class DocumentState(TextChoices):
    """Whether a document of an organisation was looked at."""

    GIVEN = "given", "Given, to be checked"
    CHECKED = "checked", "Checked"
    NOT_ACCEPTED = "not_accepted", "Not accepted"
    REPLACED = "replaced", "Replaced by another"


class ProjectState(TextChoices):
    """Where a project that raises money from a crowd stands with us."""

    PROPOSED = "proposed", "Proposed, no pledge yet"
    RESERVED = "reserved", "Pledge reserved by the panel"
    COMMITTED = "committed", "Target met and verified: pledge is a grant"
    VOID = "void", "Pledge void"
    REFUSED = "refused", "Refused"


class MilestoneState(TextChoices):
    """Where one milestone of a commissioned pilot stands."""

    DUE = "due", "Expected"
    EVIDENCED = "evidenced", "Evidence given, to be checked"
    SENT_BACK = "sent_back", "Evidence sent back"
    ACCEPTED = "accepted", "Accepted"


class EvaluationState(TextChoices):
    """Where the evaluation of a programme stands."""

    DRAFT = "draft", "Draft, not published"
    PUBLISHED = "published", "Published"
