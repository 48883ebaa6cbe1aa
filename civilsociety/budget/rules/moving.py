"""When money may leave a line or a year, and a move be reversed: acts of two people."""

from functools import partial

from civilsociety.budget.models import Move
from civilsociety.budget.queries.lines import commitment_legs, counters, year_after
from civilsociety.budget.rules.amounts import asks, check_amount, check_year_is_open
from civilsociety.budget.states import Bucket, Kind, ProposalState
from civilsociety.refusal import Refused
from civilsociety.ui.words import pounds


def check_free(line, pence):
    """Raises Refused unless the line has so much available."""
    check_amount(pence)
    check_year_is_open(line.year)
    if pence > line.available_pence:
        raise Refused(f"{line} has {pounds(line.available_pence)} available. Enter that or less.")


def check_can_vire(*, from_line, to_line, pence):
    """Raises Refused unless the money may go to another head of its year, source and origin."""
    if from_line.pk == to_line.pk:
        raise Refused("Choose two different heads.")
    for part, word in (("year_id", "year"), ("source_id", "source"), ("origin_id", "origin")):
        if getattr(from_line, part) != getattr(to_line, part):
            raise Refused(
                f"Money moves between heads of one year and one source; these two lines differ "
                f"in their {word}. To move it to another year, carry it forward."
            )
    check_free(from_line, pence)


def check_next_year(year):
    """The open year that follows; raises Refused without one."""
    following = year_after(year)
    if following is None:
        raise Refused(f"The year after {year} is not open yet. Open it first.")
    check_year_is_open(following)
    return following


def check_can_carry_balance(*, line, pence):
    """Raises Refused unless the line has so much free, and the next year is open."""
    check_free(line, pence)
    check_next_year(line.year)


def outstanding_in(commitment, year):
    """What a commitment has still to pay from lines of a year (pence)."""
    return sum(leg.outstanding_pence for leg in commitment_legs(commitment, year=year))


def check_has_outstanding(commitment, year):
    """Raises Refused unless something of the commitment is still to be paid in the year."""
    check_year_is_open(year)
    if not outstanding_in(commitment, year):
        raise Refused(f"Nothing of {commitment.number} is left to pay in {year}.")


def check_can_carry_commitment(*, commitment, year):
    """Raises Refused unless something is left of it in the year, and the next year is open."""
    check_has_outstanding(commitment, year)
    check_next_year(year)


def check_can_lapse(*, line=None, pence=None, commitment=None, year=None):
    """Raises Refused unless the money is free on the line, or left of the commitment."""
    if (line is None) == (commitment is None):
        raise Refused("Choose the line or the commitment whose money lapses.")
    if line is not None:
        check_free(line, pence)
    else:
        check_has_outstanding(commitment, year)


def check_can_reverse(*, move):
    """Raises Refused unless the move can be taken back whole."""
    if move.kind == Kind.REVERSE:
        raise Refused(f"{move} is itself a reversal. Do the movement again instead.")
    if move.follows_id:
        raise Refused(f"{move} is part of {move.follows}. Reverse {move.follows}; this goes too.")
    if Move.objects.filter(reverses=move).exists():
        raise Refused(f"{move} was reversed already.")
    for line, left in _left_after_reversing(move):
        check_year_is_open(line.year)
        for bucket, pence in left.items():
            if pence < 0:
                raise Refused(
                    f"{move} cannot be reversed: {pounds(-pence)} of its money on {line} is no "
                    f"longer {Bucket(bucket).label.lower()}. Reverse what came after it first."
                )


def moves_of(move):
    """The move and what was done as part of it, the last first: as a reversal takes them."""
    return [*move.followed_by.order_by("-pk"), move]


def _left_after_reversing(move):
    """[(line, {bucket: pence})] as lines would stand."""
    lines, left = {}, {}
    for part in moves_of(move):
        related = ("line__year", "line__head", "line__source", "line__origin")
        for entry in part.entries.select_related(*related):
            lines[entry.line_id] = entry.line
            buckets = left.setdefault(entry.line_id, counters(entry.line))
            for bucket, sign in ((entry.from_bucket, 1), (entry.to_bucket, -1)):
                if bucket != Bucket.OUTSIDE:
                    buckets[bucket] += sign * entry.pence
    return [(lines[pk], buckets) for pk, buckets in left.items()]


def check_can_reopen_year(*, year):
    """Raises Refused unless the year is closed."""
    if year.is_open:
        raise Refused(f"The year {year} is open already.")


def check_can_decide(*, proposal, by):
    """Raises Refused unless this person may approve or decline it: somebody else's, and waiting."""
    check_is_waiting(proposal)
    if proposal.proposed_by_id == by.pk:
        raise Refused("You proposed this yourself. Somebody else has to approve it.")


def check_is_waiting(proposal):
    """Raises Refused when the proposal was answered already."""
    if proposal.state != ProposalState.WAITING:
        raise Refused(
            f"This proposal was answered already: {proposal.get_state_display().lower()}."
        )


can_vire = partial(asks, check_can_vire)
can_carry_balance = partial(asks, check_can_carry_balance)
can_carry_commitment = partial(asks, check_can_carry_commitment)
can_lapse = partial(asks, check_can_lapse)
can_reverse = partial(asks, check_can_reverse)
can_reopen_year = partial(asks, check_can_reopen_year)
can_decide = partial(asks, check_can_decide)
