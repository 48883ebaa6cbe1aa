"""What a proposal would do if it were carried out now."""

from civilsociety.budget import rules
from civilsociety.budget.actions.posting import Leg
from civilsociety.budget.actions.proposing import ACTS
from civilsociety.budget.forms.effects import Effect, effect
from civilsociety.budget.models import Line
from civilsociety.budget.queries.lines import commitment_legs, year_after
from civilsociety.budget.queries.terms import read_terms
from civilsociety.budget.states import Bucket
from civilsociety.refusal import Refused

_FREE, _OUT, _OWED = Bucket.AVAILABLE, Bucket.OUTSIDE, Bucket.COMMITTED
_PLACE = ("line__year", "line__source", "line__head", "line__origin")


def effect_of_proposal(proposal):
    """Every line it touches, before and after, and why it can no longer be done if so."""
    try:
        return effect_of(proposal.act, read_terms(proposal.act, proposal.terms))
    except Refused as refused:
        return Effect(problem=str(refused))


def effect_of(act, read):
    """The same for an act and its terms, read into rows."""
    problem = ""
    try:
        ACTS[act][0](**read)
    except Refused as refused:
        problem = str(refused)
    return effect(LEGS[act](**read), problem=problem)


def _vire(from_line, to_line, pence):
    return [Leg(from_line, pence, _FREE, _OUT), Leg(to_line, pence, _OUT, _FREE)]


def _carry_balance(line, pence):
    yield Leg(line, pence, _FREE, _OUT)
    if year := year_after(line.year):
        yield Leg(_onto(line, year), pence, _OUT, _FREE)


def _carry_commitment(commitment, year):
    following = year_after(year)
    for leg in _open_legs(commitment, year):
        yield Leg(leg.line, leg.outstanding_pence, _OWED, _OUT)
        if following:
            yield Leg(_onto(leg.line, following), leg.outstanding_pence, _OUT, _OWED)


def _lapse(line=None, pence=None, commitment=None, year=None):
    if line is not None:
        return [Leg(line, pence, _FREE, _OUT)]
    legs = _open_legs(commitment, year)
    return [Leg(leg.line, leg.outstanding_pence, _OWED, _OUT) for leg in legs]


def _reverse(move):
    for part in rules.moves_of(move):
        for entry in part.entries.select_related(*_PLACE):
            yield Leg(entry.line, entry.pence, entry.to_bucket, entry.from_bucket)


def _reopen_year(year):
    return []


LEGS = {
    "vire": _vire,
    "carry_balance": _carry_balance,
    "carry_commitment": _carry_commitment,
    "lapse": _lapse,
    "reverse": _reverse,
    "reopen_year": _reopen_year,
}


def _open_legs(commitment, year):
    legs = commitment_legs(commitment, year=year)
    return [leg for leg in legs if leg.outstanding_pence]


def _onto(line, year):
    """The line that would carry this one's money on in another year."""
    place = {"year": year, "source": line.source, "head": line.head, "origin": line.origin}
    return Line.objects.filter(**place).first() or Line(**place)
