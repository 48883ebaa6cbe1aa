"""What two people do together: the moves that `approve` carries out.

Each takes what was proposed, by whom it was proposed and who approved it, locks, checks again,
and returns the Move. Call them through `proposing`.
"""

from uuid import uuid4

from civilsociety.audit.actions import record
from civilsociety.budget import rules
from civilsociety.budget.actions.posting import Leg, in_order, post
from civilsociety.budget.models import Commitment, Entry, Line, Year
from civilsociety.budget.queries.lines import commitment_legs, lock_lines
from civilsociety.budget.states import Bucket, Kind, YearState
from civilsociety.ui.words import pounds

_FREE, _OUT, _OWED = Bucket.AVAILABLE, Bucket.OUTSIDE, Bucket.COMMITTED


def vire(*, from_line, to_line, pence, **who):
    """Moves available money to another head of the same year, source and origin."""
    locked = lock_lines([from_line.pk, to_line.pk])
    from_line, to_line = locked[from_line.pk], locked[to_line.pk]
    rules.check_can_vire(from_line=from_line, to_line=to_line, pence=pence)
    return post(
        kind=Kind.VIRE,
        legs=in_order([Leg(from_line, pence, _FREE, _OUT), Leg(to_line, pence, _OUT, _FREE)]),
        pence=pence,
        sentence=f"{pounds(pence)} was moved from {from_line} to {to_line.head}",
        **who,
    )


def _onto(line, year):
    """The line that carries this one's money on in another year."""
    line, _ = Line.objects.get_or_create(
        year=year, source=line.source, head=line.head, origin=line.origin
    )
    return line


def carry_balance(*, line, pence, **who):
    """Carries available money to the next year; it keeps its source, head and origin."""
    line = lock_lines([line.pk])[line.pk]
    rules.check_can_carry_balance(line=line, pence=pence)
    year = rules.check_next_year(line.year)
    to = _onto(line, year)
    return post(
        kind=Kind.CARRY_BALANCE,
        legs=in_order([Leg(line, pence, _FREE, _OUT), Leg(to, pence, _OUT, _FREE)]),
        pence=pence,
        sentence=f"{pounds(pence)} was carried forward from {line} to {year}",
        **who,
    )


def _locked_legs(commitment, year):
    """The commitment locked after its lines, and its open legs in the year."""
    lock_lines(commitment.legs.values_list("line_id", flat=True))
    commitment = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    legs = commitment_legs(commitment, year=year)
    return commitment, [leg for leg in legs if leg.outstanding_pence]


def carry_commitment(*, commitment, year, **who):
    """Carries what is left of a commitment in a year to the same heads of the next year."""
    commitment, open_legs = _locked_legs(commitment, year)
    rules.check_can_carry_commitment(commitment=commitment, year=year)
    to_year = rules.check_next_year(year)
    legs = []
    for leg in open_legs:
        to, pence = _onto(leg.line, to_year), leg.outstanding_pence
        legs.append(Leg(leg.line, pence, _OWED, _OUT, None, commitment))
        legs.append(Leg(to, pence, _OUT, _OWED, None, commitment))
    total = sum(leg.outstanding_pence for leg in open_legs)
    return post(
        kind=Kind.CARRY_COMMITMENT,
        legs=in_order(legs),
        pence=total,
        decision=commitment.authority.decision,
        sentence=f"{pounds(total)} of {commitment} was carried forward from {year} to {to_year}",
        details={"commitment": commitment.number},
        **who,
    )


def lapse(*, line=None, pence=None, commitment=None, year=None, **who):
    """Gives up available money of a line, or what is left of a commitment in a year."""
    if line is not None:
        line = lock_lines([line.pk])[line.pk]
        rules.check_can_lapse(line=line, pence=pence)
        legs, sentence = [Leg(line, pence, _FREE, _OUT)], f"{pounds(pence)} of {line} lapsed"
        return post(kind=Kind.LAPSE, legs=legs, sentence=sentence, **who)
    commitment, open_legs = _locked_legs(commitment, year)
    rules.check_can_lapse(commitment=commitment, year=year)
    legs = [
        Leg(leg.line, leg.outstanding_pence, _OWED, _OUT, None, commitment) for leg in open_legs
    ]
    return post(
        kind=Kind.LAPSE,
        legs=in_order(legs),
        decision=commitment.authority.decision,
        sentence=f"{pounds(sum(leg.pence for leg in legs))} of {commitment} lapsed in {year}",
        details={"commitment": commitment.number},
        **who,
    )


def reverse(*, move, key, **who):
    """Takes back a whole move, and what was done as part of it; returns the move's reversal."""
    parts = rules.moves_of(move)
    lock_lines(Entry.objects.filter(move__in=parts).values_list("line_id", flat=True))
    rules.check_can_reverse(move=move)
    done = None
    for part in parts:
        done = post(
            kind=Kind.REVERSE,
            legs=[_mirrored(entry) for entry in part.entries.order_by("line_id", "pk")],
            pence=part.amount_pence,
            key=key if part == move else uuid4(),
            reverses=part,
            decision=part.decision,
            sentence=f"{part} ({part.get_kind_display().lower()}) was reversed",
            **who,
        )
    return done


def _mirrored(entry):
    return Leg(
        entry.line,
        entry.pence,
        entry.to_bucket,
        entry.from_bucket,
        entry.reservation,
        entry.commitment,
        entry,
    )


def reopen_year(*, year, by, approved_by, reason, now, key):
    """Opens a closed year again; its signed statement stays as it is. Returns None: no money."""
    year = Year.objects.select_for_update().get(pk=year.pk)
    rules.check_can_reopen_year(year=year)
    year.state, year.closed_at = YearState.OPEN, None
    year.save(update_fields=["state", "closed_at"])
    record(
        verb="budget.year_reopened",
        target=year,
        by=approved_by,
        sentence=f"The year {year} was reopened, as {by} had proposed.",
        details={"reason": reason, "proposed by": str(by)},
    )
