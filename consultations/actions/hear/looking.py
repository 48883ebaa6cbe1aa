"""Looking closer than everybody may: each look is written down."""

from civilsociety.audit.actions import record
from consultations.rules.hear import check_can_take_out_responses


def show_exact_counts(*, consultation, by, until):
    """Writes down that somebody sees small counts as they are, until that moment."""
    record(
        verb="consultation.exact_counts_shown",
        target=consultation,
        by=by,
        sentence=f"{by} switched to exact counts, which may point at single people.",
        details={"until": until.isoformat()},
    )


def write_opened(*, response, by):
    """Writes down that somebody opened one response."""
    record(
        verb="consultation.response_opened",
        target=response,
        by=by,
        sentence=f"{by} opened response {response.reference}.",
    )


def take_out_responses(*, consultation, reason, by, number):
    """Writes down that somebody took every response out as a file, and why.

    Raises Refused without a reason.
    """
    check_can_take_out_responses(reason)
    record(
        verb="consultation.responses_taken_out",
        target=consultation,
        by=by,
        sentence=f"{by} downloaded every response ({number:,}). Reason: {reason.strip()}",
        details={"reason": reason.strip(), "responses": number},
    )
