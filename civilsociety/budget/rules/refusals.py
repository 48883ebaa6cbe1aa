"""What the database refused, in words."""

from civilsociety.refusal import Refused

BUSY = (
    "Somebody else moved the same money at this moment, so nothing was done. "
    "Look at the figures and do it again."
)
SENTENCES = {
    "a_line_is_never_overspent": (
        "There is not enough money left on one of the lines: it has changed since the page "
        "was opened. Look at what is available and enter less."
    ),
    "appropriations_stay_under_the_ceiling": (
        "More would be appropriated than the ceiling of the year and source allows. "
        "Appropriate less, or raise the ceiling first."
    ),
    "a_closed_year_takes_no_posting": (
        "The year is closed and takes no more postings. Choose an open year, or propose to "
        "reopen it."
    ),
    "a_year_closes_when_settled": (
        "Something in the year is still open. Pay, carry or lapse it; then close the year."
    ),
    "no_more_is_promised_than_decided": (
        "The decision does not allow as much as that: others have drawn on it. Look at what "
        "is left under the decision."
    ),
    "a_commitment_stands_on_a_decision": (
        "No decision in force covers this. Choose a published decision that has taken effect, "
        "for the purpose of this head."
    ),
    "a_reservation_resolves_once": (
        "This reservation is no longer held. Open it to see what became of it."
    ),
    "a_hold_is_not_negative": "The reservation does not hold as much as that on the line.",
    "a_reservation_holds_what_it_says": "The reservation does not hold as much as that.",
    "a_leg_is_not_negative": (
        "The commitment does not have as much as that on the line. Open it to see what is left."
    ),
    "no_more_is_paid_than_promised": (
        "No more can be paid than was promised, and no more can come back than was paid."
    ),
    "money_enters_unallocated": "Money is appropriated to what is unallocated, then allocated.",
    "a_reversal_mirrors_its_original": "A reversal takes back a whole move, once.",
    "a_part_is_reversed_with_its_whole": (
        "This move is part of another. Reverse that one; this goes with it."
    ),
    "a_return_goes_where_it_came_from": (
        "Money that comes back goes to the source that paid it, and no more than it paid."
    ),
    "a_promise_is_made_once": "A reservation or commitment is made by one move, over its sum.",
    "a_promise_keeps_to_its_head": "The line is of another head or year. Choose a line of its own.",
    "a_head_keeps_its_purpose": (
        "Money is promised under this head for its purpose. Add another head for another purpose."
    ),
    "a_move_is_written_down_today": "A move cannot be dated in the future.",
    "two_people_move_money_out_of_a_line": "This needs a second person to approve it.",
    "nobody_approves_their_own_proposal": (
        "You proposed this yourself. Somebody else has to approve it."
    ),
    "a_year_starts_on_1_april": "A financial year starts on 1 April.",
    "budget_year_starts_on_key": "This year is open already.",
    "one_ceiling_a_year_and_source": "This source already has a ceiling in the year.",
    "budget_head_key_key": "There is already a head with this key. Choose another.",
}
# Deadlock, serialisation failure, lock not available.
_BUSY_CODES = {"40P01", "40001", "55P03"}


def in_words(error):
    """The database's error as Refused, when it is one of ours; otherwise the error itself."""
    if isinstance(error, Refused):
        return error
    cause = error.__cause__
    if getattr(cause, "pgcode", None) in _BUSY_CODES:
        return Refused(BUSY)
    name = getattr(getattr(cause, "diag", None), "constraint_name", None)
    return Refused(SENTENCES[name]) if name in SENTENCES else error
