"""The gate: each bid is checked, yes or no, before anybody scores it.

Due diligence as the Government Functional Standard for Grants (GovS 015) asks for it.
"""

from functools import partial

from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import pounds
from funding.models import CheckKind, CheckOutcome
from funding.queries.judging.gate import known_of, latest_outcomes
from funding.rules.judging.interests import check_no_interest
from funding.states import ApplicationState

# A “no” here can be put right by a day; on the others it ends the bid.
MENDABLE = frozenset(
    {
        CheckKind.GOVERNING,
        CheckKind.ACCOUNTS,
        CheckKind.REGISTER,
        CheckKind.SAFEGUARDING,
        CheckKind.INSURANCE,
        CheckKind.BANK,
    }
)
# Only these may be found not to apply by the officer who checks.
MAY_NOT_APPLY = frozenset(
    {CheckKind.REGISTER, CheckKind.SAFEGUARDING, CheckKind.INSURANCE, CheckKind.SUBSIDY}
)


def check_can_check(application, *, by):
    """Raises Refused unless the bid is at the gate and the officer has no interest in it."""
    check_no_interest(application, by=by)
    if application.state != ApplicationState.SUBMITTED:
        raise Refused(
            f"{application.number} is not at the checks: {application.get_state_display().lower()}."
        )


def check_outcome(application, kind, outcome, note, *, today):
    """Raises Refused for an answer the check cannot have, or that needs words with it."""
    if outcome == CheckOutcome.CONDITION and kind not in MENDABLE:
        raise Refused("This cannot be put right later. Answer yes, or no with the reason.")
    if outcome == CheckOutcome.NOT_NEEDED and kind not in MAY_NOT_APPLY:
        raise Refused("This applies to every bid. Answer yes or no.")
    if outcome in {CheckOutcome.NO, CheckOutcome.NOT_NEEDED} and not note.strip():
        raise Refused("Say why, in the note: whoever reads this later has only your words.")
    if outcome == CheckOutcome.YES:
        _check_what_we_know(application, kind, today)


def _check_what_we_know(application, kind, today):
    known = known_of(application, today)
    if kind == CheckKind.BANK and not known.account:
        raise Refused(
            "No verified bank account of this organisation is known. Have it verified first, or "
            "make it a condition."
        )
    if kind == CheckKind.SUBSIDY and known.would_be_pence > known.limit_pence:
        raise Refused(
            f"With this bid the organisation would have {pounds(known.would_be_pence)} from us in "
            f"three financial years, and the limit is {pounds(known.limit_pence)}. Answer no, or "
            "“does not apply” with the reason."
        )


def check_can_pass(application, *, by):
    """Raises Refused unless every check is answered, and none with no."""
    check_can_check(application, by=by)
    outcomes = latest_outcomes(application)
    pending = [kind for kind, outcome in outcomes.items() if outcome == CheckOutcome.PENDING]
    failed = [kind for kind, outcome in outcomes.items() if outcome == CheckOutcome.NO]
    if pending:
        raise Refused(f"Not every check is answered yet. Missing: {_named(pending)}.")
    if failed:
        raise Refused(
            f"Answered with no: {_named(failed)}. Make it a condition where it can be put right, "
            "or tell the applicant that the bid cannot be considered."
        )


def check_can_fail(application, *, by):
    """Raises Refused unless at least one check was answered with no."""
    check_can_check(application, by=by)
    if CheckOutcome.NO not in latest_outcomes(application).values():
        raise Refused("No check is answered with no. Write down the check that it fails first.")


def _named(kinds):
    return "; ".join(CheckKind(kind).label for kind in kinds)


can_pass = partial(allows, check_can_pass)
can_fail = partial(allows, check_can_fail)
